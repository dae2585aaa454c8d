"""`shaodao incidents`, as an operator types it, beside a running server and without one."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from api.cli import shaodao
from engine.settings import Settings
from engine.store.incidents import Trouble, raise_incident
from engine.store.tables import Incident
from engine.wiring import build
from tests.servers import running_server

DISTRICT = 1


@pytest.fixture
def incident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the incident of a house that has two."""
    monkeypatch.setenv("SHAODAO_DATA", str(tmp_path))
    with closing(build(Settings(data=tmp_path))) as engine:
        with engine.office.store.write() as tx:
            for subject, kind in enumerate(("purge", "anchor"), start=1):
                facts = {"kind": kind, "error": "OSError"}
                trouble = Trouble(code="job_dead", subject=subject, facts=facts)
                raise_incident(tx, DISTRICT, trouble)
        with engine.office.store.read() as tx:
            return str(tx.execute(select(Incident.id).order_by(Incident.id)).scalars().first())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(shaodao, ["incidents", *arguments])


def test_open_incidents_are_a_line_each(incident: str) -> None:
    listed = run("list")
    assert listed.exit_code == 0
    first, second = listed.output.splitlines()
    assert first.startswith(incident)
    assert "后台工作（purge）" in first
    assert "后台工作（anchor）" in second


def test_a_long_list_says_how_to_go_on(incident: str) -> None:
    shown = run("list", "--size", "1").output.splitlines()
    assert len(shown) == 2
    after = shown[1].rpartition(" ")[2]
    (last,) = run("list", "--after", after).output.splitlines()
    assert "anchor" in last


def test_an_incident_is_retried_once_also_beside_a_server(incident: str, tmp_path: Path) -> None:
    with running_server(tmp_path):
        retried, again = run("retry", incident), run("retry", incident)
        assert (retried.exit_code, again.exit_code) == (0, 1)
        assert incident in retried.output
        assert "处理完毕" in again.output
        assert len(run("list").output.splitlines()) == 1


def test_what_is_not_there_is_said(incident: str) -> None:
    assert run("retry", "a/b").exit_code == 1
    assert "17" in run("retry", "17").output
    assert run("list", "--after", "nowhere").exit_code == 1
