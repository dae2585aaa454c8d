"""The embedded server says where it is, refuses a taken port in words, and stops kindly."""

import subprocess
import sys
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.servers import ROOT, running_server


def test_it_says_where_it_is_and_answers_there() -> None:
    with running_server() as (_, address), urlopen(f"{address}/livez") as answer:
        assert answer.status == 200


def test_it_ends_well_when_told_to_stop() -> None:
    with running_server() as (process, _):
        process.terminate()
        assert process.wait(10) == 0


def test_a_taken_port_is_said_with_a_way_out() -> None:
    with running_server() as (_, address):
        port = str(urlsplit(address).port)
        second = subprocess.run(
            [sys.executable, "-m", "api.cli", "serve", "--port", port],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert f"端口 {port} 已被别的程序占用" in second.stderr
