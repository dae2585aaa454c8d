"""The embedded server says where it is, what keeps it from starting, and stops kindly."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, text

from engine.texts import say
from tests.servers import ROOT, running_server


def failing_start(data: Path, *, port: int = 0, **settings: str) -> str:
    """Start a server that cannot start; give what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "SHAODAO_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_it_says_where_it_is_and_answers_there(tmp_path: Path) -> None:
    with running_server(tmp_path) as (_, address), urlopen(f"{address}/readyz") as answer:
        assert answer.status == 200
        assert "Server" not in answer.headers


@pytest.mark.parametrize(
    ("request_line", "headers", "status", "language"),
    [
        ("NONSENSE", "", 400, "zh"),
        ("GET / HTTP/1.1", "Content-Length: many", 400, "zh"),
        ("POST /api/v1/cases HTTP/1.1", f"Content-Length: {1 << 30}", 413, "zh"),
        ("GET / HTTP/1.1", "Accept-Language: en\r\nTransfer-Encoding: odd", 501, "en"),
    ],
)
def test_what_never_reaches_the_application_is_refused_as_a_problem_too(
    tmp_path: Path, request_line: str, headers: str, status: int, language: str
) -> None:
    with running_server(tmp_path) as (_, address):
        answer = said_to(address, f"{request_line}\r\nHost: here\r\n{headers}\r\n\r\n")
    head, _, body = answer.partition("\r\n\r\n")
    assert f" {status} " in head.splitlines()[0]
    assert "Content-Type: application/problem+json" in head
    assert f"Content-Language: {language}" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert problem["detail"] == say(
        f"api.{problem['type'][10:].replace('-', '_')}_detail", language=language
    )


def said_to(address: str, text: str) -> str:
    """Send a raw request; give everything the server says until it hangs up."""
    where = urlsplit(address)
    assert where.hostname
    assert where.port
    with socket.create_connection((where.hostname, where.port), timeout=10) as line:
        line.sendall(text.encode())
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def test_it_ends_well_when_told_to_stop(tmp_path: Path) -> None:
    with running_server(tmp_path) as (process, _):
        process.terminate()
        assert process.wait(10) == 0


def test_a_taken_port_is_said_with_a_way_out(tmp_path: Path) -> None:
    with running_server(tmp_path / "one") as (_, address):
        port = urlsplit(address).port
        assert port
        said = failing_start(tmp_path / "other", port=port)
    assert f"端口 {port} 已被别的程序占用" in said


def test_a_setting_that_means_nothing_is_named(tmp_path: Path) -> None:
    assert "Mars/Olympus" in failing_start(tmp_path, SHAODAO_TIMEZONE="Mars/Olympus")


def test_a_data_folder_has_one_owner(tmp_path: Path) -> None:
    with running_server(tmp_path) as (process, _):
        assert str(process.pid) in failing_start(tmp_path)


def test_a_database_that_does_not_answer_is_said_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+psycopg://house:hush@127.0.0.1:1/house"
    said = failing_start(tmp_path, SHAODAO_DATABASE=url)
    assert "Traceback" not in said
    assert "hush" not in said
    assert said.startswith("Error: 数据库 postgresql+psycopg://house:***@127.0.0.1:1/house 打不开")


def test_a_database_of_a_later_release_is_left_as_it_is(store_url: str, tmp_path: Path) -> None:
    engine = create_engine(store_url)
    with engine.begin() as connection:
        before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    said = failing_start(tmp_path, SHAODAO_DATABASE=store_url)
    assert "Traceback" not in said
    assert said.startswith("Error: 数据库的结构版本是 9999")
    with engine.begin() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": before})
    engine.dispose()
    assert found == "9999"
