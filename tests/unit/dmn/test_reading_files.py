"""Decision files come from anywhere: what is read, and what is refused in words."""

import pytest

from engine.dmn import DmnError, load
from engine.dmn.read import MAX_DECISIONS, NAMESPACES, read
from engine.dmn.read_boxed import MAX_RULES
from engine.dmn.xml import MAX_BYTES, MAX_ELEMENTS
from engine.texts import say
from tests.unit.dmn.drawing import decision, definitions, input_data, item, literal, table


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_from_1_1_to_1_5_is_read(namespace: str) -> None:
    file = definitions(decision("d", literal("1")), namespace=namespace)
    assert [decision.name for decision in read(file).decisions] == ["d"]


def test_a_qualified_type_of_version_1_1_loses_its_prefix() -> None:
    file = definitions(input_data("n", "feel:number"), namespace=NAMESPACES[0])
    feel = b'xmlns:feel="http://www.omg.org/spec/FEEL/20140401" '
    file = file.replace(b"<definitions ", b"<definitions " + feel)
    assert read(file).inputs[0].type_ref == "number"


def refused(file: bytes) -> DmnError:
    with pytest.raises(DmnError) as refusal:
        read(file)
    return refusal.value


def test_what_is_no_xml_is_refused_with_its_line() -> None:
    error = refused(b"<definitions>\n<decision>\n</definitions>")
    assert (error.code, error.line) == ("not_xml", 3)
    assert error.sentence("en").startswith(say("dmn.at_line", {"line": 3, "sentence": ""}, "en"))


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa">]><definitions>&a;</definitions>'
    assert refused(bomb).code == "document_type"


def test_a_file_beyond_the_cap_is_refused_unread() -> None:
    assert refused(b" " * (MAX_BYTES + 1)).code == "file_too_large"


def test_elements_nested_beyond_the_cap_are_refused() -> None:
    deep = "<context><contextEntry>" * 90 + literal("1") + "</contextEntry></context>" * 90
    assert refused(definitions(decision("d", deep))).code == "too_deep"


def test_another_kind_of_document_is_refused() -> None:
    assert refused(b"<html/>").code == "not_dmn"
    assert refused(definitions(namespace="urn:else")).code == "not_dmn"


def test_a_reference_without_an_id_is_refused() -> None:
    error = refused(definitions(decision("d", literal("1"), needs=["urn:else#"])))
    assert error.code == "href_unreadable"


def test_an_element_without_a_name_is_refused() -> None:
    assert refused(definitions(input_data(""))).code == "name_missing"


def test_a_rule_with_too_few_cells_is_refused() -> None:
    error = refused(definitions(decision("d", table(["a", "b"], ["c"], [["1", "2"]]))))
    assert error.code == "rule_shape"
    assert error.facts == {"tests": 2, "results": 0, "inputs": 2, "outputs": 1}


def test_an_unknown_hit_policy_is_refused_with_the_known_ones() -> None:
    error = refused(definitions(decision("d", table(["a"], ["c"], [["1", "2"]], hit="BEST"))))
    assert error.code == "unknown_word"
    assert "OUTPUT ORDER" in error.sentence()


@pytest.mark.parametrize("boxed", ["<conditional/>", "<filter/>", "<invocation/>", "<for/>"])
def test_a_boxed_expression_without_its_parts_is_refused(boxed: str) -> None:
    assert refused(definitions(decision("d", boxed))).code == "part_missing"


def test_an_input_column_without_expression_is_refused() -> None:
    assert refused(definitions(decision("d", "<decisionTable><input/></decisionTable>"))).code == (
        "part_missing"
    )


def test_an_item_definition_keeps_its_structure() -> None:
    inside = '<itemComponent name="age"><typeRef>number</typeRef></itemComponent>'
    person = read(definitions(item("person", inside, is_collection=True))).items[0]
    assert person.is_collection
    assert [(part.name, part.type_ref) for part in person.components] == [("age", "number")]


def test_the_notes_of_a_rule_are_kept() -> None:
    drawn = table(["a"], ["c"], [["1", "2"]]).replace(
        "</rule>", "<annotationEntry><text>条例第三条</text></annotationEntry></rule>"
    )
    logic = read(definitions(decision("d", drawn))).decisions[0].logic
    assert getattr(logic, "rules")[0].notes == ("条例第三条",)  # noqa: B009  a union of shapes


def test_a_refusal_speaks_chinese_and_english_and_names_the_place() -> None:
    error = refused(definitions(input_data("")))
    assert "没有名称" in error.sentence()
    assert "has no name" in str(error)


def test_a_table_of_too_many_rules_is_refused() -> None:
    drawn = table(["a"], ["c"], [["1", "2"]] * (MAX_RULES + 1))
    error = refused(definitions(decision("d", drawn)))
    assert (error.code, error.facts["count"]) == ("too_many_rules", MAX_RULES + 1)


def test_a_file_of_too_many_decisions_is_refused() -> None:
    error = refused(definitions("<decision/>" * (MAX_DECISIONS + 1)))
    assert error.code == "too_many_decisions"


def test_a_file_of_too_many_elements_is_refused() -> None:
    assert refused(definitions("<a/>" * (MAX_ELEMENTS + 1))).code == "too_many_elements"


def test_an_element_of_many_attributes_is_refused() -> None:
    attributes = b" ".join(b"a%d='1'" % number for number in range(100_000))
    assert refused(b"<definitions " + attributes + b"/>").code == "too_many_attributes"


def test_many_elements_that_may_use_many_prefixes_are_refused() -> None:
    prefixes = b" ".join(b"xmlns:a%d='u'" % number for number in range(2_000))
    file = b"<definitions " + prefixes + b">" + b"<a/>" * 20_000 + b"</definitions>"
    assert refused(file).code == "too_many_elements"


BOMB = "for i in 1..100000000 return i"


def test_a_list_of_results_that_never_ends_is_refused_when_the_file_is_read() -> None:
    drawn = table(["x"], [f"o | {BOMB}"], [["-", "1"]], hit="PRIORITY")
    with pytest.raises(DmnError) as refusal:
        load(definitions(decision("d", drawn)))
    assert refusal.value.code == "too_much_work"


def test_why_a_text_is_no_feel_is_said_in_the_language_of_the_reader() -> None:
    faults: list[DmnError] = []
    load(definitions(decision("d", literal("1 +"))), faults=faults)
    load(definitions(item("t", listing("1 +")), decision("d", literal("1"))), faults=faults)
    for fault in faults:
        assert "没有写完" in fault.sentence("zh")
        assert "not finished" in fault.sentence("en")
    assert len(faults) == 2


def listing(text: str) -> str:
    return f"<typeRef>string</typeRef><allowedValues><text>{text}</text></allowedValues>"
