"""`shaodao audit verify`: what an operator sees, and what a script reads."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from engine.store.store import Store
from tests.unit.store.cases import opened


def verified(url: str, *arguments: str) -> Result:
    environment = {"SHAODAO_DATABASE": url}
    return CliRunner().invoke(shaodao, [*arguments, "audit", "verify"], env=environment)


def tamper(url: str) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TRIGGER journal_update")
        connection.execute("UPDATE journal SET body = '{}'")
    connection.close()


def test_a_whole_trail_is_said_to_be_whole_beside_the_house_at_work(
    store: Store, store_url: str
) -> None:
    opened(store, count=2)
    done = verified(store_url)
    assert (done.exit_code, "全部完好" in done.stdout) == (0, True)


def test_what_does_not_fit_is_named_and_ends_with_one(sqlite_store: Store, sqlite_url: str) -> None:
    opened(sqlite_store)
    tamper(sqlite_url)
    done = verified(sqlite_url, "--language", "en")
    assert done.exit_code == 1
    assert "Entry 1 of case N0 was changed" in done.stdout


def test_a_script_reads_json(sqlite_store: Store, sqlite_url: str) -> None:
    opened(sqlite_store)
    tamper(sqlite_url)
    environment = {"SHAODAO_DATABASE": sqlite_url}
    done = CliRunner().invoke(shaodao, ["audit", "verify", "--json"], env=environment)
    report = json.loads(done.stdout)
    assert (report["cases"], report["breaks"][0]["code"]) == (1, "changed")


@pytest.mark.parametrize("variable", ["SHAODAO_TIMEZONE", "SHAODAO_DATA"])
def test_a_house_that_cannot_be_read_ends_with_two(tmp_path: Path, variable: str) -> None:
    environment = {"SHAODAO_DATABASE": "", "SHAODAO_DATA": str(tmp_path), variable: "nowhere"}
    done = CliRunner().invoke(shaodao, ["audit", "verify"], env=environment)
    assert done.exit_code == 2
    assert done.stderr
