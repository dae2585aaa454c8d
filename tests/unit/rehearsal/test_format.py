"""A scenario that is not written as it should be is refused with the line and what to do."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.refusals import ScenarioInvalid
from engine.rehearsal.cast import read_cast
from engine.rehearsal.scenario import ACTIONS, EXPECT, FILE, STEP, read_scenario

HEAD = "name: 一句话\nproves: 1\nstart: 2026-11-23 09:10\n"
GOOD = HEAD + "steps:\n  - {report: ladder, as: q1, by: 林晓}\n"


def wrong(text: str) -> list[tuple[str, int]]:
    """Give what is wrong, by the rule and the line."""
    with pytest.raises(ScenarioInvalid) as refused:
        read_scenario(text, "ladder/scenarios/a.yaml")
    for language in ("zh", "en"):
        assert all(finding.sentence(language) for finding in refused.value.findings)
        assert "a.yaml" in refused.value.sentence(language)
    found = refused.value.findings
    return [(each.rule.removeprefix("rehearsal."), each.line) for each in found]


def step(text: str) -> str:
    return f"{HEAD}steps:\n  - {text}\n"


def test_what_is_written_is_read() -> None:
    scenario = read_scenario(GOOD + "expect: {state: open}\n", "a.yaml")
    assert (scenario.name, scenario.proves, scenario.start) == ("一句话", "1", "2026-11-23 09:10")
    assert [(each.number, each.line, each.action) for each in scenario.steps] == [
        (1, 5, "report"),
        (2, 6, ""),
    ]
    assert scenario.steps[1].expected == [{"state": "open"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[1, 2]", [("no_table", 1)]),
        ("", [("no_table", 1)]),
        ("name: [", [("no_yaml", 1)]),
        ("name: 甲\x00", [("no_yaml", 1)]),
        ("name: 甲\nname: 乙\n", [("key_twice", 2)]),
        ("name: &n 甲\nproves: *n\n", [("alias", 2)]),
        ("? [a]\n: 1\n", [("no_key", 1)]),
        ("a: " + "[" * 4000 + "]" * 4000, [("too_deep", 1)]),
        ("name: 甲\n", [("key_missing", 1)] * 3),
        (GOOD + "colour: red\n", [("unknown_key", 6)]),
        (GOOD + "elements: grid\n", [("not_texts", 6)]),
        (GOOD + "expect: open\n", [("not_expectations", 6)]),
        (GOOD + "begin: other\n", [("start_twice", 3)]),
        (GOOD.replace("2026-11-23 ", ""), [("not_date_and_time", 3)]),
        (GOOD.replace("proves: 1", "proves: [1]"), [("not_label", 2)]),
        (HEAD + "steps: later\n", [("not_tables", 4)]),
    ],
)
def test_a_file_that_is_wrong_says_where(text: str, found: list[tuple[str, int]]) -> None:
    assert wrong(text) == found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{do: grid, act: case.urged, by: 林晓}", "two_actions"),
        ("{at: 09:20, after: 2 小时}", "two_times"),
        ("{refused: not_yours}", "nothing_to_refuse"),
        ("{do: grid}", "key_missing"),
        ("{find: w1}", "key_missing"),
        ("{do: grid, by: 林晓, anwsers: {}}", "unknown_key"),
        ("{report: ladder, as: q1, by: 林晓, unit: QH}", "unknown_key"),
        ("{do: 3, by: 林晓}", "not_text"),
        ("{do: grid, by: 林晓, answers: []}", "not_table"),
        ("{at: 星期二 9点}", "not_moment"),
        ("{at: 02-30 09:00}", "not_moment"),
        ("{at: 25:00}", "not_moment"),
        ("{after: 很久}", "not_length"),
        ("{after: 3 光年}", "not_length"),
        ("{case: 3}", "not_names"),
        ("{expect: {tasks: grid}}", "not_texts"),
        ("{expect: {state: null}}", "not_text"),
        ("{expect: {outcome: 3}}", "not_maybe_text"),
        ("{expect: {clocks: {due: soon}}}", "not_clocks"),
        ("{expect: {clocks: {due: {at: 09:10}}}}", "not_clocks"),
        ("{expect: {milestones: {sign: soon}}}", "not_reached"),
        ("{expect: {registers: {duty: many}}}", "not_registers"),
        ("{expect: {count: {ladder: many}}}", "not_counts"),
        ("{expect: {colour: red}}", "unknown_key"),
        ("{report: ladder, as: q1, by: 林晓, location: here}", "not_point"),
        ("{report: ladder, as: q1, by: 林晓, reporter: {phone: 139}}", "not_voice"),
        ("{report: ladder, as: q1, by: 林晓, reporter: {contact: loud}}", "not_voice"),
        ("{report: ladder, as: q1, by: 林晓, reporter: {nick: 老王}}", "not_voice"),
        ("{report: ladder, as: q1, by: 林晓, upstream: {due: 10:00}}", "not_order"),
        ("{report: ladder, as: q1, by: 林晓, upstream: {number: 'A1', due: soon}}", "not_order"),
    ],
)
def test_a_step_that_is_wrong_says_what_to_do(text: str, rule: str) -> None:
    assert wrong(step(text)) == [(rule, 5)]


def test_texts_stay_as_they_are_written() -> None:
    text = step("{do: grid, by: 林晓, answers: {a: yes, b: 09:10, c: 12, d: 1.5, e: true, f: '3'}}")
    (only,) = read_scenario(text, "a.yaml").steps
    assert only.given["answers"] == {
        "a": "yes",
        "b": "09:10",
        "c": 12,
        "d": 1.5,
        "e": True,
        "f": "3",
    }


KEYS = st.sampled_from(sorted({*FILE, *STEP, *ACTIONS, *EXPECT, "as", "by", "reporter", "answers"}))
WORDS = st.sampled_from(["", "q1", "09:10", "2026-11-23 09:10", "周二 09:10", "3 工作日", "held"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_whatever_is_written_is_read_or_refused(tree: object) -> None:
    text = json.dumps(tree, ensure_ascii=False)
    for read in (read_scenario, read_cast):
        with suppress(ScenarioInvalid):
            read(text, "a.yaml")
