"""Every answer tells the browser to trust nothing foreign."""

import pytest
from flask.testing import FlaskClient

from api.headers import HEADERS


@pytest.mark.parametrize("path", ["/livez", "/openapi.json", "/docs", "/nowhere"])
def test_every_answer_carries_the_protecting_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_scripts_come_from_here_only_and_nobody_may_frame_a_page() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy


def test_what_is_not_a_page_is_kept_nowhere(client: FlaskClient) -> None:
    assert client.get("/livez").headers["Cache-Control"] == "no-store"
