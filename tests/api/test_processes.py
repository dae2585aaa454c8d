"""A house on many processes: HTTP, worker and relay apart, a broker between them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from engine.store import tables
from engine.store.store import open_store
from tests.commands.ground import LADDER, settle
from tests.commands.test_at_work import until_entered
from tests.conftest import service_url
from tests.servers import ROOT, address_of

BROKERS = [
    pytest.param("rabbitmq", marks=pytest.mark.rabbitmq),
    pytest.param("redis", marks=pytest.mark.redis),
]


@contextmanager
def running(*command: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Run a part of the house; end it kindly."""
    with subprocess.Popen(
        [sys.executable, "-m", "api.cli", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **settings},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            assert process.wait(20) == 0


@pytest.mark.postgres
@pytest.mark.parametrize("broker", BROKERS)
def test_a_deadline_rings_in_a_worker_whom_the_relay_told(
    postgres_url: str, tmp_path: Path, broker: str
) -> None:
    house = {
        "SHAODAO_DATABASE": postgres_url,
        "SHAODAO_BROKER": service_url(broker),
        "SHAODAO_DATA": str(tmp_path),
    }
    with closing(open_store(postgres_url)) as store, ExitStack() as parts:
        ground = settle(store)
        ground.use(LADDER)
        ground.report()
        door = parts.enter_context(running("api", "--port", "0", **house))
        with urlopen(f"{address_of(door)}/livez") as answer:
            assert answer.status == 200
        for part in ("worker", "relay"):
            ready = parts.enter_context(running(part, **house)).stdout
            assert ready
            assert ready.readline()
        ground.later(hours=3)
        assert until_entered(ground, "post_notice")
        dead = [state for (state,) in ground.rows(tables.Job, "state") if state == "dead"]
        assert dead == []


@pytest.mark.parametrize("part", ["api", "worker", "relay"])
def test_parts_without_a_broker_say_what_is_missing(tmp_path: Path, part: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", part],
        cwd=ROOT,
        env={**os.environ, "SHAODAO_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "SHAODAO_BROKER" in done.stderr
