"""The commands `feel`, `dmn` and `tck` as a person at the command line meets them."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import shaodao
from engine.wiring import wall_clock
from tests.unit.dmn.drawing import decision, definitions, input_data, literal, table

TCK = "http://www.omg.org/spec/DMN/20160719/testcase"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(shaodao, list(arguments))


def test_feel_gives_json_with_exact_numbers() -> None:
    ended = run(
        "feel", '{a: x + 0.1, b: [1, 2.5], c: date("2026-11-20")}', "--context", '{"x": 0.2}'
    )
    assert ended.exit_code == 0
    assert json.loads(ended.stdout) == {"a": 0.3, "b": [1, 2.5], "c": "2026-11-20"}


def test_a_number_json_cannot_keep_stands_as_text() -> None:
    assert json.loads(run("feel", "1/3").stdout) == "0.3333333333333333333333333333333333"


def test_feel_tells_the_time_it_is_given() -> None:
    ended = run("feel", "now()", "--now", "2026-11-20T09:00:00+08:00")
    assert json.loads(ended.stdout).startswith("2026-11-20T09:00:00")


def test_without_an_instant_it_is_now_where_the_house_stands() -> None:
    earlier = wall_clock()
    told, _, zone = json.loads(run("feel", "now()").stdout).partition("@")
    assert zone == "Asia/Shanghai"
    assert earlier <= datetime.fromisoformat(told).replace(tzinfo=earlier.tzinfo) <= wall_clock()


def test_warnings_go_to_standard_error() -> None:
    ended = run("feel", '1 + "x"')
    assert (ended.exit_code, ended.stdout) == (0, "null\n")
    assert ended.stderr


def test_bad_feel_ends_with_2_and_says_why() -> None:
    ended = run("feel", "1 +")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr


@pytest.mark.parametrize(
    ("option", "text"),
    [("--context", "[1]"), ("--context", "{"), ("--now", "2026"), ("--now", "x")],
)
def test_an_option_that_cannot_be_read_is_refused(option: str, text: str) -> None:
    ended = run("feel", "1", option, text)
    assert ended.exit_code == 2
    assert text in ended.stderr


@pytest.fixture
def file(tmp_path: Path) -> Path:
    drawn = table(["小时 : number"], ["n"], [["< 4", '"缓"'], [">= 4", '"急"']])
    path = tmp_path / "level.dmn"
    elements = [input_data("小时", "number"), decision("级别", drawn, needs=["小时"])]
    path.write_bytes(definitions(*elements, decision("ill", literal('1 + "x"'))))
    return path


def test_dmn_asks_a_decision(file: Path) -> None:
    ended = run("dmn", str(file), "级别", "--context", '{"小时": 5}')
    assert (ended.exit_code, json.loads(ended.stdout)) == (0, "急")


def test_dmn_shows_the_rule_that_spoke_and_warnings_on_standard_error(file: Path) -> None:
    assert "2" in run("dmn", str(file), "级别", "--context", '{"小时": 5}').stderr
    assert "ill" in run("--language", "en", "dmn", str(file), "ill").stderr


def test_dmn_refuses_an_unknown_decision_and_an_ill_file(file: Path) -> None:
    ended = run("dmn", str(file), "else")
    assert ended.exit_code == 2
    assert "级别" in ended.stderr
    file.write_text("nothing")
    assert run("dmn", str(file), "级别").exit_code == 2


def test_dmn_refuses_too_much_work(tmp_path: Path) -> None:
    path = tmp_path / "much.dmn"
    path.write_bytes(definitions(decision("d", literal("for i in 1..100000000 return i"))))
    assert run("dmn", str(path), "d").exit_code == 2


def suite(folder: Path, *cases: str) -> Path:
    """Write a suite of one model with these cases."""
    home = folder / "compliance-level-2" / "0001-plus"
    home.mkdir(parents=True)
    (home / "0001-plus.dmn").write_bytes(
        definitions(input_data("n"), decision("d", literal("n + 1"), needs=["n"]))
    )
    (home / "0001-plus-test-01.xml").write_text(
        f'<testCases xmlns="{TCK}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<modelName>0001-plus.dmn</modelName>{''.join(cases)}</testCases>"
    )
    return folder


def case(name: str, given: str, expected: str, node: str = "d") -> str:
    return (
        f'<testCase id="{name}"><inputNode name="n">{given}</inputNode>'
        f'<resultNode name="{node}"><expected>{expected}</expected></resultNode></testCase>'
    )


def value(type_: str, text: str) -> str:
    return f'<value xsi:type="xsd:{type_}">{text}</value>'


NIL = '<value xsi:nil="true"/>'
ONE, TWO = value("decimal", "1"), value("double", "2.000000001")


def test_tck_ends_with_0_when_all_cases_pass(tmp_path: Path) -> None:
    ended = run("--language", "en", "tck", str(suite(tmp_path, case("1", ONE, TWO))))
    assert ended.exit_code == 0
    assert "Level 2: passed 1 of 1" in ended.stdout


def test_tck_ends_with_1_and_reports_every_failure(tmp_path: Path) -> None:
    cases = [case("1", ONE, TWO), case("2", ONE, ONE), case("3", ONE, NIL, node="missing")]
    ended = run("tck", str(suite(tmp_path, *cases)), "--json")
    assert ended.exit_code == 1
    report = json.loads(ended.stdout)
    assert (report["passed"], report["total"]) == (1, 3)
    assert report["levels"] == {"2": {"passed": 1, "total": 3}}
    wrong, raised = report["failures"]
    assert (wrong["case"], wrong["expected"], wrong["actual"]) == ("2", "1", "2")
    assert "unknown" in raised["actual"] or "no" in raised["actual"]


def test_an_exception_is_a_failure_even_where_null_is_expected(tmp_path: Path) -> None:
    folder = suite(tmp_path, case("1", ONE, NIL))
    (folder / "compliance-level-2" / "0001-plus" / "0001-plus.dmn").unlink()
    assert run("tck", str(folder)).exit_code == 1


def test_tck_ends_with_2_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert run("tck", str(tmp_path)).exit_code == 2
    (tmp_path / "a-test-1.xml").write_text("<")
    assert run("tck", str(tmp_path)).exit_code == 2


@pytest.mark.parametrize(
    ("given", "expected", "code"),
    [
        (value("string", "a"), NIL, 0),
        (NIL, NIL, 0),
        (value("decimal", "0.5"), value("decimal", "1.5"), 0),
        (value("decimal", "0.5"), value("string", "1.5"), 1),
        (value("dateTime", "2026-11-20T08:00:00"), NIL, 0),
    ],
)
def test_values_are_read_and_compared_by_their_kind(
    tmp_path: Path, given: str, expected: str, code: int
) -> None:
    ended = run("tck", str(suite(tmp_path, case("1", given, expected))))
    assert ended.exit_code == code
