"""Pages are sent compressed, cached by their names, and their absence is said in words."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from engine.wiring import Engine


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    for page in ("try", "docs", "problems", "desk", "desk/task", "desk/case"):
        (folder / page).mkdir(parents=True)
        (folder / page / "index.html").write_text(page)
    (folder / "assets").mkdir()
    (folder / "assets" / "page-1a2b.js").write_text("plain")
    (folder / "assets" / "page-1a2b.js.gz").write_bytes(b"gzipped")
    (folder / "assets" / "page-1a2b.js.br").write_bytes(b"brotli")
    (tmp_path / "secret").write_text("not for the outside")
    return folder


@pytest.fixture
def pages(engine: Engine, built: Path) -> FlaskClient:
    return create_app(engine, built).test_client()


def get(pages: FlaskClient, path: str, **headers: str) -> TestResponse:
    return pages.get(path, headers=headers, buffered=True, follow_redirects=True)


@pytest.mark.parametrize(
    ("accepted", "sent", "encoding"),
    [
        ("br, gzip", b"brotli", "br"),
        ("gzip", b"gzipped", "gzip"),
        ("gzip;q=1, br;q=0.1", b"gzipped", "gzip"),
        ("", b"plain", None),
    ],
)
def test_a_file_is_sent_in_the_best_encoding_the_browser_takes(
    pages: FlaskClient, accepted: str, sent: bytes, encoding: str | None
) -> None:
    answer = get(pages, "/assets/page-1a2b.js", **{"Accept-Encoding": accepted})
    assert (answer.data, answer.headers.get("Content-Encoding")) == (sent, encoding)
    assert answer.mimetype == "text/javascript"
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_file_with_a_name_of_its_own_is_kept_for_a_year(pages: FlaskClient) -> None:
    cache = get(pages, "/assets/page-1a2b.js").headers["Cache-Control"]
    assert {"public", "immutable", "max-age=31536000"} == set(cache.split(", "))


def test_a_page_is_asked_for_again_each_time_but_sent_only_when_changed(pages: FlaskClient) -> None:
    answer = get(pages, "/docs")
    assert (answer.data, answer.headers["Cache-Control"]) == (b"docs", "no-cache")
    again = get(pages, "/docs", **{"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/problems", "/problems/house-busy"])
def test_a_type_of_problem_leads_to_its_page(pages: FlaskClient, path: str) -> None:
    assert get(pages, path).data == b"problems"


def test_a_page_answers_head_and_options_as_http_wants(pages: FlaskClient) -> None:
    head = pages.head("/docs", buffered=True)
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", "4")
    assert set(pages.options("/docs").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("name", ["../../secret", "..%2f..%2fsecret"])
def test_nothing_outside_the_built_pages_is_sent(pages: FlaskClient, name: str) -> None:
    assert pages.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/desk", b"desk"),
        ("/desk/", b"desk"),
        ("/desk/tasks/12", b"desk/task"),
        ("/desk/cases/YL20261120-0001", b"desk/case"),
    ],
)
def test_every_address_of_the_desk_has_its_page(pages: FlaskClient, path: str, page: bytes) -> None:
    assert get(pages, path).data == page


def test_pages_that_were_not_built_are_said_to_be_missing(client: FlaskClient) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 503
    assert "页面还没有构建" in answer.text
    assert "run.py" in answer.text
