"""Browser and server come to the same verdict on a form, but for differences the guide lists."""

import json
import re
from math import isclose
from pathlib import Path

import pytest

from engine.feel import check
from tests.agreement.corpus import Question, expressions, patterns
from tests.agreement.judges import REFUSED, Verdict, ours, theirs

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / f"docs/reference/feel-in-the-browser{end}.md" for end in ("", ".zh")]
SITES = ("unary", "expression", "pattern")
LONG = pytest.param(20_000, marks=pytest.mark.long)
pytestmark = pytest.mark.browser  # needs the libraries of the pages


def same(server: Verdict, browser: Verdict) -> bool:
    """Tell whether two verdicts are one; a date may be written as its midnight (see the guide)."""
    match server, browser:
        case bool(), _:
            return server is browser
        case float(), int() | float():
            return isclose(server, browser, rel_tol=1e-9, abs_tol=1e-9)
        case list(), list():
            return len(server) == len(browser) and all(map(same, server, browser))
        case str(), str():
            return browser in (server, f"{server}T00:00:00.000Z")
    return server == browser


@pytest.mark.parametrize("count", [2_000, LONG])
def test_generated_conditions_and_expressions_have_one_verdict(count: int) -> None:
    questions = expressions(seed=2026, count=count)
    assert differing(questions) == []


@pytest.mark.parametrize("count", [2_000, LONG])
def test_generated_patterns_that_may_be_published_have_one_verdict(count: int) -> None:
    questions = [each for each in patterns(seed=2026, count=count) if ours(each) != REFUSED]
    assert len(questions) > count / 3
    assert differing(questions) == []


@pytest.mark.parametrize("guide", GUIDES, ids=["en", "zh"])
def test_every_difference_the_guide_lists_is_as_it_says(guide: Path) -> None:
    rows = listed(guide)
    questions = [question for question, _, _ in rows]
    found = [
        (question, ours(question), browser)
        for question, browser in zip(questions, theirs(questions), strict=True)
    ]
    assert found == rows


@pytest.mark.parametrize("guide", GUIDES, ids=["en", "zh"])
def test_what_the_guide_says_is_warned_of_is_warned_of(guide: Path) -> None:
    marked = set(re.findall(r"^\| ⚠ `([^`]+)`", guide.read_text(encoding="utf-8"), re.MULTILINE))
    warned = {
        question.text
        for question, _, _ in listed(guide)
        if question.site != "pattern"
        and {"bare_filter", "browser_grouping", "browser_is_defined"}
        & {finding.code for finding in check(question.text, question.data, browser=True)}
    }
    assert warned == marked


def test_what_the_guide_advises_has_one_verdict() -> None:
    pairs = [
        ("people != null and people > 3", {"people": None}),
        ("count(rows[here = true]) > 0", {"rows": [{"here": True}]}),
        ("phone != null", {"phone": None}),
        ("(level in [1..5]) or urgent", {"level": 9, "urgent": True}),
        ("amount != null and (amount in [1..5])", {"amount": None}),
        (
            "some r in rows satisfies r.minutes != null and r.minutes > 3",
            {"rows": [{"minutes": None}]},
        ),
        ('name != "" and number(name) = 0', {"name": ""}),
    ]
    assert differing([Question("unary", text, data) for text, data in pairs]) == []


def test_the_guide_says_the_same_in_both_languages() -> None:
    assert listed(GUIDES[0]) == listed(GUIDES[1])


def differing(questions: list[Question]) -> list[tuple[Question, Verdict, Verdict]]:
    """Give the questions on which the judges differ, with both verdicts."""
    judged = [
        (question, ours(question), browser)
        for question, browser in zip(questions, theirs(questions), strict=True)
    ]
    return [each for each in judged if not same(each[1], each[2])]


def listed(guide: Path) -> list[tuple[Question, Verdict, Verdict]]:
    """Read the rows of a guide's tables: one table for each site, in order."""
    tables = guide.read_text(encoding="utf-8").split("|---|---|---|---|---|\n")[1:]
    return [
        (Question(site, cells[0], json.loads(cells[1])), json.loads(cells[2]), json.loads(cells[3]))
        for site, table in zip(SITES, tables, strict=True)
        for line in table.split("\n\n")[0].splitlines()
        if (cells := re.findall(r"`([^`]+)`", line))
    ]
