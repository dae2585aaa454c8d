"""`shaodao bpmn run`: a diagram run alone, as its author tries it out."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from api.cli import shaodao
from tests.unit.bpmn.drawing import (
    boundary,
    call,
    catch,
    diagram,
    duration,
    element,
    end,
    exclusive,
    flow,
    message,
    on_message,
    path,
    process,
    rule,
    start,
    task,
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(shaodao, ["bpmn", "run", *arguments])


def file(folder: Path, *parts: str, name: str = "p.bpmn") -> str:
    (folder / name).write_bytes(diagram(*parts))
    return str(folder / name)


CHOICE = (
    start(), task("a"), exclusive("g", default="g_e"), task("b"), end(), path("s", "a", "g"),
    flow("g", "b", "=level = 2"), flow("g", "e"), path("b", "e"),
)  # fmt: skip


def test_it_says_where_the_run_went_and_how_it_ended(tmp_path: Path) -> None:
    ended = run(file(tmp_path, *CHOICE))
    assert ended.exit_code == 0
    assert "s → a → g → e" in ended.stdout
    assert "走到结束：e" in ended.stdout


def test_answers_lead_it_another_way(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text('{"a": {"level": 2}}', encoding="utf-8")
    ended = run(file(tmp_path, *CHOICE), "--answers", str(tmp_path / "answers.json"), "--json")
    report = json.loads(ended.stdout)
    assert report["path"] == ["s", "a", "g", "b", "e"]
    assert (report["state"], report["ended_by"], report["completed"]) == ("ended", ["e"], 2)


def test_time_passes_when_it_is_told_to(tmp_path: Path) -> None:
    drawn = (
        start(), task("a"), boundary("b", "a", duration("PT1H")), task("x"), end(),
        path("s", "a", "e"), path("b", "x", "e"),
    )  # fmt: skip
    name = file(tmp_path, *drawn)
    assert json.loads(run(name, "--json").stdout)["path"] == ["s", "a", "e"]
    late = json.loads(run(name, "--json", "--advance", "PT2H").stdout)
    assert late["path"] == ["s", "b", "x", "e"]


def test_it_says_what_it_waits_for_when_it_cannot_go_on(tmp_path: Path) -> None:
    drawn = (
        start(), element("eventBasedGateway", "g"), catch("c", on_message("go")),
        catch("t", duration("P1D")), end(), path("s", "g", "c", "e"), path("g", "t", "e"),
        message("go"),
    )  # fmt: skip
    name = file(tmp_path, *drawn)
    waits = json.loads(run(name, "--json").stdout)["waits"]
    assert {wait["kind"] for wait in waits} == {"timer", "message"}
    said = run(name).stdout
    assert "等消息：c（go）" in said
    assert "等时间：t" in said


def test_what_it_calls_is_looked_for_beside_it(tmp_path: Path) -> None:
    inner = process("q", start("qs"), task("h"), end("qe"), path("qs", "h", "qe"))
    file(tmp_path, inner, name="q.bpmn")
    ended = run(file(tmp_path, start(), call("m", "q"), end(), path("s", "m", "e")), "--json")
    assert json.loads(ended.stdout)["path"] == ["s", "qs", "h", "qe", "m", "e"]


def test_a_diagram_with_errors_is_refused_in_words(tmp_path: Path) -> None:
    ended = run(file(tmp_path, start(), end()))
    assert ended.exit_code == 2
    assert "没有下文" in ended.stderr


def test_a_run_that_is_stuck_says_why_and_where(tmp_path: Path) -> None:
    drawn = (start(), catch("t", duration("=limit")), end(), path("s", "t", "e"))
    ended = run(file(tmp_path, *drawn))
    assert ended.exit_code == 1
    assert "得不出时间" in ended.stdout
    report = json.loads(run(file(tmp_path, *drawn), "--json").stdout)
    assert report["incident"]["element"] == "t"


def test_a_loop_that_no_answer_leaves_is_given_up(tmp_path: Path) -> None:
    drawn = (
        start(), exclusive("m"), task("a"), exclusive("g", default="g_m"), end(),
        path("s", "m", "a", "g"), flow("g", "e", "=done"), flow("g", "m"),
    )  # fmt: skip
    ended = run(file(tmp_path, *drawn))
    assert "没有走到结束：办了 1000 个任务" in ended.stdout


def test_what_is_no_duration_or_no_answers_is_a_wrong_call(tmp_path: Path) -> None:
    name = file(tmp_path, *CHOICE)
    assert run(name, "--advance", "soon").exit_code == 2
    (tmp_path / "answers.json").write_text("[]", encoding="utf-8")
    assert run(name, "--answers", str(tmp_path / "answers.json")).exit_code == 2


def test_a_decision_beside_the_diagram_decides(tmp_path: Path) -> None:
    (tmp_path / "d.dmn").write_text(DECISION, encoding="utf-8")
    drawn = (
        start(), task("a"), rule("r", "route", "way"), exclusive("g", default="g_e"), task("b"),
        end(), path("s", "a", "r", "g"), flow("g", "b", '=way = "street"'), flow("g", "e"),
        path("b", "e"),
    )  # fmt: skip
    (tmp_path / "answers.json").write_text('{"a": {"days": 5}}', encoding="utf-8")
    ended = run(file(tmp_path, *drawn), "--answers", str(tmp_path / "answers.json"), "--json")
    assert json.loads(ended.stdout)["path"] == ["s", "a", "r", "g", "b", "e"]


DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="http://shaodao/test"><inputData id="i" name="days"><variable name="days"
 typeRef="number"/></inputData><decision id="route" name="route"><variable name="route"/>
 <informationRequirement id="q"><requiredInput href="#i"/></informationRequirement>
 <literalExpression><text>if days > 3 then "street" else "grid"</text></literalExpression>
 </decision></definitions>"""
