"""A real browser on the real server: whatever the browser complains about fails the test."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.district import PASSWORD, furnish
from tests.conftest import browser_path
from tests.servers import running_server

ROOT = Path(__file__).parents[2]
PICTURES = os.environ.get("SHAODAO_TEST_PICTURES")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Visit = Callable[..., Page]
SignedIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    furnish(data)
    with running_server(data) as (_, address):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    rooted = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=QUIET + rooted)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page of the server; at the end nothing was complained about, nothing left it."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, viewport: Any = DESK, scheme: Any = "light") -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=viewport,
            color_scheme=scheme,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(said(message)))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: complaints.extend(foreign(request.url, address)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def signed_in(visit: Visit) -> SignedIn:
    """Open the desk as somebody of the cast."""

    def come_in(name: str, **look: Any) -> Page:
        page = visit("/login", **look)
        page.request.post("/api/v1/session", data={"username": name, "password": PASSWORD})
        page.goto("/desk/")
        return page

    return come_in


def said(message: ConsoleMessage) -> list[str]:
    """Give what the console says, but for answers that refuse: a page asks and shows those."""
    refused = re.search(r"the server responded with a status of 4\d\d", message.text)
    return [] if refused else [f"console: {message.text}"]


def foreign(url: str, address: str) -> list[str]:
    """Name a request that leaves the server."""
    return [] if url.startswith((address, "data:", "blob:")) else [f"left the server: {url}"]


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Check a page against WCAG 2.2 AA as far as a machine can (axe-core)."""
    axe = (ROOT / "web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []

    return check


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of a page for the guides, when `run.py screenshots` asks for them."""

    def take(page: Page, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=Path(PICTURES) / f"{name}.png")

    return take
