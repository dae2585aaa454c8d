"""Diagrams come in from anywhere: what cannot be trusted is refused, what is long still reads."""

import pytest

from engine.bpmn import DiagramRefused, State, lint, load
from engine.dmn.xml import MAX_BYTES, MAX_ELEMENTS
from tests.unit.bpmn.drawing import (
    HEAD,
    diagram,
    end,
    exclusive,
    files,
    flow,
    lanes,
    path,
    process,
    start,
    sub,
    task,
)
from tests.unit.bpmn.finding import codes, findings
from tests.unit.bpmn.play import Play, played, program_of


def codes_of(content: bytes) -> list[str]:
    found = lint({"x.bpmn": content}, bare=True)
    assert all(finding.sentence() and finding.file == "x.bpmn" for finding in found)
    return [finding.rule for finding in found]


def test_what_is_no_xml_or_no_bpmn_is_refused_by_the_line() -> None:
    assert codes_of(b"<bpmn:definitions>") == ["bpmn.not_xml"]
    assert codes_of(b"") == ["bpmn.not_xml"]
    assert codes_of(b"<svg/>") == ["bpmn.not_bpmn"]


def test_a_document_type_is_refused_and_no_entity_is_read() -> None:
    evil = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + diagram(start())
    assert codes_of(evil) == ["bpmn.document_type"]
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + diagram(start())
    assert codes_of(laughs) == ["bpmn.document_type"]


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    assert codes_of(b" " * (MAX_BYTES + 1)) == ["bpmn.file_too_large"]
    many = HEAD.encode() + b"<a/>" * MAX_ELEMENTS + b"</bpmn:definitions>"
    assert codes_of(many) == ["bpmn.file_too_large"]


def line(count: int) -> tuple[str, ...]:
    ids = [f"a{number}" for number in range(count)]
    return (start(), *(task(id_) for id_ in ids), end(), path("s", *ids, "e"))


@pytest.mark.parametrize("count", [500, 1990])
def test_a_diagram_of_many_steps_reads_and_runs(count: int) -> None:
    play = played(*line(count))
    for number in range(count):
        assert play.do(f"a{number}").incident is None
    assert play.state is State.ENDED


def test_a_diagram_beyond_the_size_a_page_can_hold_is_refused() -> None:
    assert "too_many_elements" in codes(*line(2001))


def test_a_process_id_used_twice_is_refused() -> None:
    found = lint({"a.bpmn": diagram(*line(1)), "b.bpmn": diagram(*line(1))}, bare=True)
    assert {finding.rule for finding in found} == {"bpmn.process_twice"}


def test_where_a_case_starts_is_clear_or_asked() -> None:
    two = {
        "a.bpmn": diagram(process("x", *line(1))),
        "b.bpmn": diagram(process("y", *line(1)).replace("a0", "b0")),
    }
    with pytest.raises(DiagramRefused, match="x, y"):
        load(two, bare=True)
    assert load(two, process="y", bare=True).process == "y"
    with pytest.raises(DiagramRefused):
        load(two, process="z", bare=True)


def test_a_program_says_what_its_tasks_are_before_any_case_reached_them() -> None:
    drawn = task(
        "a", name="核实", form="f", props={"shaodao:due": "sign", "shaodao:milestone": "m"}
    )
    program = program_of(start(), drawn, end(), path("s", "a", "e"))
    model = program.tasks["a"]
    assert (model.name, model.form, model.due, model.milestone) == ("核实", "f", "sign", "m")
    assert program.clocks == {"sign"}
    assert program.signature != program_of(*line(1)).signature


def test_camunda_extensions_are_read_as_an_import_and_warned_of() -> None:
    drawn = (
        start(),
        task("a").replace(
            "<bpmn:userTask ", '<bpmn:userTask camunda:formKey="f" camunda:candidateGroups="g1,g2" '
        ),
        exclusive("g", default="g_e"),
        task("b"),
        end(),
        path("s", "a", "g"),
        flow("g", "b", "${level == 'street' && days > 3 || urgent}"),
        flow("g", "e"),
        path("b", "e"),
    )
    (found,) = findings(*drawn)
    assert (found.rule, found.is_error) == ("bpmn.camunda_dialect", False)
    play = played(*drawn)
    (opened,) = play.open.values()
    assert (opened.form, opened.groups) == ("f", ("g1", "g2"))
    play.do("a", level="street", days=5)
    assert play.at == ["b"]


def test_camunda_multi_instances_and_properties_are_read_too() -> None:
    many = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="${units}"'
        ' camunda:elementVariable="unit"/>'
    )
    props = (
        '<bpmn:extensionElements><camunda:properties><camunda:property name="shaodao:due"'
        ' value="sign"/></camunda:properties></bpmn:extensionElements>'
    )
    drawn = task("a", many).replace("><bpmn:multi", f">{props}<bpmn:multi")
    play = played(start(), drawn, end(), path("s", "a", "e"), units=["甲", "乙"])
    assert [(opened.unit, opened.due) for opened in play.open.values()] == [
        ("甲", "sign"),
        ("乙", "sign"),
    ]


def test_names_are_read_on_one_line() -> None:
    play = played(start(), task("a", name="现场\n核实"), end(), path("s", "a", "e"))
    assert next(iter(play.open.values())).name == "现场 核实"


def test_what_lies_in_a_sub_process_has_the_lane_the_sub_process_has() -> None:
    inner = sub(
        "m",
        start("ms"),
        sub("k", start("ks"), task("h"), end("ke"), path("ks", "h", "ke")),
        end("me"),
        path("ms", "k", "me"),
    )
    play = played(start(), inner, end(), path("s", "m", "e"), lanes({"承办人": ["m"]}))
    assert next(iter(play.open.values())).lane == "承办人"


def test_what_lies_in_a_sub_process_and_stands_in_a_lane_of_its_own_has_that_lane() -> None:
    inner = sub("m", start("ms"), task("h"), task("k"), end("me"), path("ms", "h", "k", "me"))
    drawn = lanes({"承办人": ["m", "h"], "复核人": ["k"]})
    play = played(start(), inner, end(), path("s", "m", "e"), drawn)
    assert play.do("h").tasks.opened[0].lane == "复核人"


def test_a_diagram_with_errors_makes_no_program() -> None:
    with pytest.raises(DiagramRefused) as refused:
        load(files(start(), end()), bare=True)
    assert [finding.rule for finding in refused.value.findings] == [
        "bpmn.dead_end",
        "bpmn.unreachable",
    ]


def test_a_case_may_be_begun_by_two_programs_at_once() -> None:
    program = program_of(*line(2))
    assert Play(program).start().snapshot == Play(program).start().snapshot
