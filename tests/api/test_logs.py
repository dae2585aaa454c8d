"""Log lines are events of codes, ids and numbers; nobody's words or names get there."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.logs import FIELDS, NAME, keep_logs
from tests.api.conftest import Ask

SECRET = "王奶奶13900000001"


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Path]:
    """Keep logs in a folder for as long as the test runs."""
    before, raising = logging.getLogger().level, logging.raiseExceptions
    stop = keep_logs(tmp_path)
    yield tmp_path / NAME
    stop()
    logging.getLogger().setLevel(before)
    logging.raiseExceptions = raising


def events(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_request_is_one_event_without_its_address_or_body(lines: Path, ask: Ask) -> None:
    ask("wang", "POST", f"/api/v1/cases?q={SECRET}", json={"kind": "ladder", "words": SECRET})
    ask("wang", "GET", f"/api/v1/cases?q={SECRET}")
    ask("wang", "GET", f"/api/v1/people/{SECRET}")
    said = lines.read_text(encoding="utf-8")
    assert "王奶奶" not in said
    assert "13900000001" not in said
    answered = [event for event in events(lines) if event["event"] == "request_answered"]
    assert [event["status"] for event in answered] == [201, 200, 404]
    assert answered[0]["endpoint"] == "cases.report"
    assert (answered[0]["method"], answered[0]["person"]) == ("POST", "101")
    assert all(set(event) <= FIELDS for event in events(lines))


def test_what_a_library_or_an_error_says_is_not_repeated(lines: Path) -> None:
    log = logging.getLogger("somebody.elses")
    log.warning("could not take %s", SECRET)
    log.warning("job_not_done", extra={"job": 7, "error": "ValueError", "body": SECRET})
    try:
        int(SECRET)
    except ValueError:
        log.exception("relay_round_failed")
    said = lines.read_text(encoding="utf-8")
    assert "王奶奶" not in said
    message, job, failed = events(lines)
    assert (message["event"], message["logger"]) == ("message", "somebody.elses")
    assert (job["event"], job["job"], job["error"]) == ("job_not_done", 7, "ValueError")
    assert (failed["error"], failed["at"].split(":")[0]) == ("ValueError", "test_logs.py")


def test_nobody_in_particular_is_logged_as_nobody(lines: Path, client: Any) -> None:
    client.get("/livez")
    (event,) = [each for each in events(lines) if each["event"] == "request_answered"]
    assert (event["person"], event["endpoint"], event["status"]) == ("", "health.livez", 200)
