"""What has to be handed in to ask a decision: what the file declares, or its columns just read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.dmn import DmnError, Input, Model, load
from engine.feel import ANY, BOOLEAN, DATE, NUMBER, STRING
from engine.feel.types import name_of
from tests.unit.dmn.drawing import (
    decision,
    definitions,
    input_data,
    item,
    knowledge,
    literal,
    table,
)

DRAWN = (Path(__file__).parent / "drawn_in_the_editor.dmn").read_bytes()
TCK = Path(__file__).parents[4] / "shared/data/dmn-tck"


def inputs(*elements: str, of: str = "d") -> tuple[Input, ...]:
    return load(definitions(*elements)).inputs(of)


def one(*elements: str) -> Input:
    (found,) = inputs(*elements)
    return found


def test_a_table_without_input_data_reads_what_its_columns_name() -> None:
    found = load(DRAWN).inputs("吹哨单位")
    assert [(each.name, each.type) for each in found] == [
        ("影响人数", NUMBER),
        ("有危险", BOOLEAN),
        ("事项类别", STRING),
        ("受理日期", DATE),
    ]


def test_such_a_table_is_decided_from_the_values_handed_in() -> None:
    given = {"事项类别": "噪音", "影响人数": Decimal(12), "有危险": False}
    result = load(DRAWN).decide("吹哨单位", {**given, "受理日期": date(2026, 11, 20)})
    assert (result.value, result.warnings) == ("城管执法队", ())
    assert [(each.table, each.rule) for each in result.matched] == [
        ("Table_level", 2),
        ("Table_unit", 1),
    ]


def test_a_required_decision_may_be_read_by_its_id_as_desktop_editors_teach() -> None:
    drawn = DRAWN.replace("<text>紧急程度</text>".encode(), b"<text>Decision_level</text>")
    given = {"事项类别": "噪音", "影响人数": Decimal(1), "有危险": True}
    assert load(drawn).decide("吹哨单位", given).value == "派出所"
    assert "Decision_level" not in [each.name for each in load(drawn).inputs("吹哨单位")]


def test_the_label_of_the_column_goes_with_the_name() -> None:
    assert [each.label for each in load(DRAWN).inputs("紧急程度")] == ["影响多少人", "有没有危险"]


def test_texts_that_cells_compare_with_are_mentioned() -> None:
    category = load(DRAWN).inputs("吹哨单位")[2]
    assert category.mentioned == ("噪音", "占道经营", "井盖缺失")
    assert category.allowed == ()


def test_a_value_a_cell_excludes_is_mentioned_too() -> None:
    drawn = table(["类别 : string"], ["x"], [('not("噪音")', "1"), ("-", "2")])
    assert one(decision("d", drawn)).mentioned == ("噪音",)


def test_values_a_column_lists_are_the_only_ones() -> None:
    drawn = table(['级别 : string | "高", "低"'], ["x"], [('"高"', "1")])
    assert one(decision("d", drawn)).allowed == ("高", "低")


def test_values_a_type_lists_are_the_only_ones() -> None:
    level = item(
        "级别类型", "<typeRef>number</typeRef><allowedValues><text>1, 2</text></allowedValues>"
    )
    drawn = table(["级别 : 级别类型"], ["x"], [("1", "1")])
    found = one(level, decision("d", drawn))
    assert (name_of(found.type), found.allowed) == ("number", (1, 2))
    found = one(level, input_data("n", "级别类型"), decision("d", literal("n"), needs=["n"]))
    assert found.allowed == (1, 2)


def test_a_range_of_allowed_values_is_no_choice() -> None:
    drawn = table(["n : number | [1..9]"], ["x"], [("> 3", "1")])
    assert one(decision("d", drawn)).allowed == ()


@pytest.mark.parametrize(
    ("cell", "type_"), [("> 3", NUMBER), ('"高"', STRING), ("true", BOOLEAN), ("> m", ANY)]
)
def test_a_column_without_a_type_has_that_of_its_cells(cell: str, type_: object) -> None:
    drawn = table(["n"], ["x"], [(cell, "1")])
    assert inputs(decision("d", drawn))[0].type == type_


def test_what_is_declared_and_what_is_only_read_are_asked_for_together() -> None:
    drawn = decision("d", literal("a + b"), needs=["b"])
    assert [each.name for each in inputs(input_data("b", "number"), drawn)] == ["b", "a"]


def test_a_name_the_file_declares_is_not_read_behind_its_back() -> None:
    drawn = (input_data("n", "number"), decision("d", literal("n")))
    assert inputs(*drawn) == ()
    assert load(definitions(*drawn)).decide("d", {"n": 3}).value is None


def test_names_that_the_logic_brings_along_are_not_asked_for() -> None:
    text = "for x in xs return x + partial[1] + {y: 1, z: y}.z + abs(1)"
    assert [each.name for each in inputs(decision("d", literal(text)))] == ["xs"]


def test_a_function_of_the_house_is_not_asked_for() -> None:
    model = load(definitions(decision("d", literal("工作日后(日期, 3)"))))
    assert [each.name for each in model.inputs("d", functions={"工作日后"})] == ["日期"]


def test_a_service_asks_for_its_inputs_and_a_knowledge_model_for_its_parameters() -> None:
    service = (
        '<decisionService id="s" name="s"><outputDecision href="#d"/>'
        '<inputData href="#n"/></decisionService>'
    )
    drawn = (input_data("n", "number"), decision("d", literal("n"), needs=["n"]), service)
    assert inputs(*drawn, of="s") == (Input("n", NUMBER),)
    model = knowledge("f", {"p": "date"}, literal("p"))
    assert inputs(model, of="f") == (Input("p", DATE),)


def test_what_a_service_hides_is_not_read_from_outside() -> None:
    drawn = decision("d", literal("secret"))
    service = '<decisionService id="s" name="s"><outputDecision href="#d"/></decisionService>'
    assert load(definitions(drawn, service)).decide("s", {"secret": 1}).value is None


def test_a_text_is_read_as_the_date_its_input_wants() -> None:
    assert Input("日期", DATE).read("2026-11-20") == date(2026, 11, 20)
    assert Input("日期", DATE).read("soon") == "soon"
    assert Input("文字", STRING).read("2026-11-20") == "2026-11-20"


def test_dates_are_read_inside_lists_and_contexts_too() -> None:
    case = item("案件", '<itemComponent name="到期"><typeRef>date</typeRef></itemComponent>')
    cases = item("案件们", "<typeRef>案件</typeRef>", is_collection=True)
    drawn = (input_data("n", "案件们"), decision("d", literal("n"), needs=["n"]))
    read = one(case, cases, *drawn).read([{"到期": "2026-11-20", "号": "1"}])
    assert read == [{"到期": date(2026, 11, 20), "号": "1"}]


def test_an_element_the_file_does_not_have_is_refused() -> None:
    with pytest.raises(DmnError, match="only: d"):
        inputs(decision("d", literal("1")), of="e")


@pytest.mark.skipif(not TCK.is_dir(), reason="the TCK is not beside the project")
def test_every_input_data_of_the_tck_that_a_decision_requires_is_asked_for() -> None:
    paths = sorted(TCK.glob("**/*.dmn"))
    assert paths
    for path in paths:
        model = load(path.read_bytes(), path.parent, faults=[])
        for element in model.definitions.decisions:
            wanted = required(model, element.name)
            assert wanted <= {each.name for each in model.inputs(element.id)}, path


def required(model: Model, name: str) -> set[str]:
    """Give the input data of the same file that a decision requires at first hand."""
    names = {element.id: element.name for element in model.definitions.inputs}
    (asked,) = (each for each in model.definitions.decisions if each.name == name)
    return {names[href.id] for href in asked.needs if href.id in names}
