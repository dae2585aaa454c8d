"""The calendar in FEEL: every function in both languages, by order and by name."""

from datetime import UTC, datetime

import pytest

from engine import feel
from engine.bpmn.host_functions import DECLARED, host_builtins, host_functions, host_names
from engine.domain.calendar import national_calendar
from engine.feel import Scope, evaluate
from engine.feel.builtins.registry import Builtin
from engine.texts import LANGUAGES, catalogue
from tests.unit.calendar.moments import at

CALENDAR = national_calendar()
FUNCTIONS = host_functions(CALENDAR)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def run(text: str, **context: object) -> object:
    return evaluate(text, context, now=NOW, functions=FUNCTIONS)


def warnings(text: str) -> list[str]:
    scope = Scope({}, functions=FUNCTIONS)
    assert feel.compile(text, functions=FUNCTIONS).run(scope) is None
    return [warning.say() for warning in scope.warnings]


@pytest.mark.parametrize("declared", host_builtins(CALENDAR), ids=lambda each: each.name)
def test_every_example_of_the_reference_is_true(declared: Builtin) -> None:
    assert run(f"{declared.example} = {declared.gives}") is True


@pytest.mark.parametrize("declared", host_builtins(CALENDAR), ids=lambda each: each.name)
def test_every_name_can_be_read_where_nobody_has_heard_of_it(declared: Builtin) -> None:
    # A diagram is read before its district's calendar is known, and in other editors.
    assert feel.compile(declared.example).names_used == {declared.name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_has_a_name_and_a_purpose_in_every_language(language: str) -> None:
    keys = {f"host_functions.{each.key}" for each in DECLARED}
    said = {key for key in catalogue(language) if key.startswith("host_functions.")}
    assert said == keys | {f"{key}_purpose" for key in keys}


def test_every_function_has_a_name_of_its_own() -> None:
    assert len(FUNCTIONS) == len(LANGUAGES) * len(DECLARED)
    assert host_names() == set(FUNCTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "工作日后(时刻, 3)",
        "工作日后(时刻: 时刻, 天数: 3)",
        "working days after(时刻, 3)",
        "working days after(days: 3, from: 时刻)",
    ],
)
def test_a_function_is_called_in_either_language_by_order_or_by_name(text: str) -> None:
    assert run(text, 时刻=at("2026-11-20 16:00")) == at("2026-11-25 18:00")


def test_a_limit_of_a_decision_table_is_one_call() -> None:
    text = 'if 单位 = "工作日" then 工作日后(now(), 数量) else 工作时后(now(), 数量)'
    assert run(text, 单位="工作日", 数量=5) == at("2026-11-27 18:00")
    assert run(text, 单位="工作时", 数量=8) == at("2026-11-23 10:00")


def test_eighty_percent_of_the_working_time_is_a_warning_in_time() -> None:
    text = "工作时后(从, 工作时数(从, 到) * 0.8)"
    context = {"从": at("2026-11-20 09:00"), "到": at("2026-11-26 18:00")}
    assert run(text, **context) == at("2026-11-25 18:00")


def test_a_date_stands_for_its_first_moment_and_a_local_time_for_the_calendars_zone() -> None:
    assert run('工作时后(@"2026-11-20", 1)') == at("2026-11-20 10:00")
    assert run('工作时后(@"2026-11-20T16:00:00", 8)') == at("2026-11-23 16:00")
    assert run('工作日数(@"2026-11-20", @"2026-11-27")') == 5
    assert run('是工作日(@"2026-11-20T23:00:00@America/New_York")') is False  # Saturday here
    assert run('是工作时间(@"2026-11-20")') is False


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("工作日后(null, 1)", "时刻"),
        ('工作日后("2026-11-20", 1)', "时刻"),
        ('工作日后(@"2026-11-20")', "工作日后"),
        ('工作日后(@"2026-11-20", -1)', "不能数“-1”"),
        ('工作日后(@"2026-11-20", 0.5)', "须为整数"),
        ('工作日后(@"2026-11-20", 100000)', "2004 年至 2051 年"),
        ('工作日后(@"2003-11-20", 1)', "2003 年"),
        ('工作日后(@"12026-11-20", 1)', "“12026-11-20”太远"),
        ('工作日后(日期: @"2026-11-20", 天数: 1)', "时刻"),
    ],
)
def test_a_bad_argument_gives_null_and_a_warning_in_words(text: str, word: str) -> None:
    (warning,) = warnings(text)
    assert word in warning


def test_what_cannot_be_counted_is_null_with_its_code() -> None:
    for text, code in {
        "工作日后(now(), -1)": "limit_invalid",
        '工作日后(@"-12026-11-20T08:00:00Z", 1)': "no_instant",
    }.items():
        scope = Scope({}, now=NOW, functions=FUNCTIONS)
        assert feel.compile(text, functions=FUNCTIONS).run(scope) is None
        assert [warning.code for warning in scope.warnings] == [code]
