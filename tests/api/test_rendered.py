"""The pages for residents are whole before any script runs, in the language the person chose."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from engine.wiring import Engine

WEB = Path(__file__).parents[2] / "web"
ADDRESSES = ["/", "/report", "/follow", "/login"]


@pytest.fixture
def pages(engine: Engine, tmp_path: Path) -> FlaskClient:
    """Give a client of the pages as they are written; built, only their scripts are renamed."""
    for name in ("resident/home", "resident/report", "resident/follow", "login"):
        (tmp_path / name).mkdir(parents=True)
        html = (WEB / name / "index.html").read_text(encoding="utf-8")
        (tmp_path / name / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "parts").mkdir()
    for part in (WEB / "public/parts").iterdir():
        (tmp_path / "parts" / part.name).write_bytes(part.read_bytes())
    return create_app(engine, tmp_path).test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_chinese_until_the_person_chose_otherwise(
    pages: FlaskClient, address: str
) -> None:
    answer = pages.get(address)
    assert answer.headers["Content-Language"] == "zh"
    assert '<html lang="zh-CN">' in answer.text
    assert "{{" not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_english_for_whoever_chose_english(pages: FlaskClient, address: str) -> None:
    pages.set_cookie("language", "en")
    answer = pages.get(address)
    assert answer.headers["Content-Language"] == "en"
    assert ">中文</button>" in answer.text


def test_a_language_nobody_speaks_here_is_not_taken(pages: FlaskClient) -> None:
    pages.set_cookie("language", "../../etc/passwd")
    assert pages.get("/").headers["Content-Language"] == "zh"


@pytest.mark.parametrize("address", ["/", "/report", "/follow"])
def test_the_emergency_numbers_come_before_everything_else(
    pages: FlaskClient, address: str
) -> None:
    main = pages.get(address).text.partition("<main")[2]
    called = [main.index(f'href="tel:{number}"') for number in (110, 119, 120)]
    assert max(called) < main.index("<h1")


def test_a_page_that_was_not_built_is_said_to_be_missing(client: FlaskClient) -> None:
    answer = client.get("/report")
    assert answer.status_code == 503
    assert "run.py" in answer.text
