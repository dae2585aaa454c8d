"""Every boxed expression of DMN 1.5 §10.2.2 gives what its textual form gives."""

from decimal import Decimal

import pytest

from engine.dmn import Result, load
from tests.unit.dmn.drawing import decision, definitions, input_data, knowledge, literal


def ask(boxed: str, *elements: str, **context: object) -> Result:
    inputs = [input_data(name) for name in context]
    model = load(definitions(*inputs, *elements, decision("d", boxed, needs=list(context))))
    return model.decide("d", context)


def entry(name: str, boxed: str, type_ref: str = "") -> str:
    type_ = f' typeRef="{type_ref}"' if type_ref else ""
    variable = f'<variable name="{name}"{type_}/>' if name else ""
    return f"<contextEntry>{variable}{boxed}</contextEntry>"


def test_a_literal_reads_its_inputs() -> None:
    assert ask(literal("a + 1"), a=2).value == Decimal(3)


def test_a_name_with_spaces_is_read() -> None:
    model = load(
        definitions(
            input_data("时限 小时"), decision("d", literal("时限 小时 * 2"), needs=["时限 小时"])
        )
    )
    assert model.decide("d", {"时限 小时": 4}).value == Decimal(8)


def test_a_context_lets_later_entries_read_earlier_ones() -> None:
    boxed = f"<context>{entry('a', literal('1'))}{entry('b', literal('a + 1'))}</context>"
    assert ask(boxed).value == {"a": Decimal(1), "b": Decimal(2)}


def test_a_context_with_a_result_gives_the_result() -> None:
    boxed = f"<context>{entry('a', literal('1'))}{entry('', literal('a + 1'))}</context>"
    assert ask(boxed).value == Decimal(2)


def test_an_entry_that_is_not_of_its_type_is_null() -> None:
    result = ask(f"<context>{entry('a', literal('1'), 'string')}</context>")
    assert result.value == {"a": None}
    assert result.warnings[0].key == "dmn.wrong_type"


def test_a_list() -> None:
    assert ask(f"<list>{literal('1')}{literal('a')}</list>", a="x").value == [Decimal(1), "x"]


def test_a_relation_is_a_list_of_contexts() -> None:
    columns = '<column name="name"/><column name="age" typeRef="number"/>'
    row = f"<row>{literal('a')}{literal('30')}</row>"
    value = ask(f"<relation>{columns}{row}{row}</relation>", a="Li").value
    assert value == [{"name": "Li", "age": Decimal(30)}] * 2


def test_a_conditional_takes_the_branch_that_holds() -> None:
    boxed = (
        f"<conditional><if>{literal('a')}</if><then>{literal('1')}</then>"
        f"<else>{literal('2')}</else></conditional>"
    )
    assert [ask(boxed, a=a).value for a in (True, False)] == [Decimal(1), Decimal(2)]


def test_a_filter_keeps_the_items_that_match() -> None:
    boxed = f"<filter><in>{literal('a')}</in><match>{literal('item.n > 1')}</match></filter>"
    assert ask(boxed, a=[{"n": 1}, {"n": 2}]).value == [{"n": Decimal(2)}]


def test_a_filter_reads_the_entries_of_its_item() -> None:
    boxed = f"<filter><in>{literal('a')}</in><match>{literal('n > 1')}</match></filter>"
    assert ask(boxed, a=[{"n": 1}, {"n": 2}]).value == [{"n": Decimal(2)}]


def test_a_filter_whose_match_is_no_boolean_is_null() -> None:
    boxed = f"<filter><in>{literal('[1]')}</in><match>{literal('1')}</match></filter>"
    result = ask(boxed)
    assert (result.value, result.warnings[0].key) == (None, "dmn.condition_not_boolean")


@pytest.mark.parametrize(
    ("loop", "body", "value"),
    [
        ("for", "x * 2", [Decimal(2), Decimal(4)]),
        ("some", "x > 1", True),
        ("every", "x > 1", False),
    ],
)
def test_an_iterator(loop: str, body: str, value: object) -> None:
    part = "return" if loop == "for" else "satisfies"
    boxed = (
        f'<{loop} iteratorVariable="x"><in>{literal("[1, 2]")}</in>'
        f"<{part}>{literal(body)}</{part}></{loop}>"
    )
    assert ask(boxed).value == value


def test_a_for_sees_the_results_so_far() -> None:
    boxed = (
        f'<for iteratorVariable="x"><in>{literal("[1, 2, 3]")}</in>'
        f"<return>{literal('x + count(partial)')}</return></for>"
    )
    assert ask(boxed).value == [Decimal(1), Decimal(3), Decimal(5)]


def test_a_function_definition_sees_where_it_was_defined() -> None:
    function = (
        '<functionDefinition><formalParameter name="x" typeRef="number"/>'
        f"{literal('x * factor')}</functionDefinition>"
    )
    boxed = (
        f"<context>{entry('factor', literal('3'))}{entry('triple', function)}"
        f"{entry('', literal('triple(2)'))}</context>"
    )
    assert ask(boxed).value == Decimal(6)


def test_an_external_function_is_null_and_told() -> None:
    function = f'<functionDefinition kind="Java">{literal("1")}</functionDefinition>'
    boxed = f"<context>{entry('f', function)}{entry('', literal('f()'))}</context>"
    result = ask(boxed)
    assert result.value is None
    assert result.warnings[0].key == "dmn.external_function"


def invocation(name: str, **bindings: str) -> str:
    bound = "".join(
        f'<binding><parameter name="{parameter}"/>{literal(text)}</binding>'
        for parameter, text in bindings.items()
    )
    return f"<invocation>{literal(name)}{bound}</invocation>"


def test_an_invocation_hands_arguments_over_by_name() -> None:
    model = load(
        definitions(
            knowledge("minus", {"a": "number", "b": "number"}, literal("a - b")),
            decision("d", invocation("minus", b="1", a="5"), knows=["minus"]),
        )
    )
    assert model.decide("d", {}).value == Decimal(4)


def test_an_invocation_of_no_function_is_null_and_told() -> None:
    result = ask(invocation("nothing", a="1"))
    assert result.value is None
    assert "dmn.not_a_function" in [warning.key for warning in result.warnings]


def test_a_decision_without_logic_is_null() -> None:
    assert ask("").value is None
