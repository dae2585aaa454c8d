"""The seven hit policies and four aggregations (DMN 1.5 §8.2.10), and what they refuse."""

from decimal import Decimal

import pytest

from engine.dmn import DmnError, Result, load
from tests.unit.dmn.drawing import decision, definitions, input_data, table

LEVELS = [["> 10", '"low"'], ["> 20", '"high"'], ["> 30", '"low"']]


def ask(drawn: str, **context: object) -> Result:
    inputs = [input_data(name) for name in context]
    model = load(definitions(*inputs, decision("d", drawn, needs=list(context))))
    return model.decide("d", context)


def level(
    hit: str, n: int, *, output: str = 'level : string | "high", "low"', **more: str
) -> Result:
    return ask(table(["n : number"], [output], LEVELS, hit=hit, **more), n=n)


def test_unique_gives_the_one_rule_that_matches() -> None:
    assert level("UNIQUE", 15).value == "low"


def test_unique_refuses_several_rules_and_names_them() -> None:
    result = level("UNIQUE", 40)
    assert result.value is None
    assert [warning.key for warning in result.warnings] == ["dmn.several_rules_match"]
    assert "1, 2, 3" in result.warnings[0].say("zh")


def test_any_takes_rules_that_agree() -> None:
    rules = [["> 10", '"low"'], ["> 20", '"low"']]
    assert ask(table(["n"], ["level"], rules, hit="ANY"), n=40).value == "low"


def test_any_refuses_rules_that_disagree_and_names_them() -> None:
    result = level("ANY", 25)
    assert result.value is None
    assert [warning.key for warning in result.warnings] == ["dmn.rules_disagree"]
    assert result.warnings[0].facts == {"rows": "1, 2"}


def test_priority_gives_the_most_important_output() -> None:
    assert level("PRIORITY", 40).value == "high"


def test_priority_of_several_outputs_weighs_the_first_column_most() -> None:
    outputs = ['a | "x", "y"', 'b | "p", "q"']
    rules = [["-", '"y"', '"p"'], ["-", '"x"', '"q"'], ["-", '"x"', '"p"']]
    assert ask(table(["n"], outputs, rules, hit="PRIORITY"), n=1).value == {"a": "x", "b": "p"}


def test_first_gives_the_first_in_the_order_of_the_table() -> None:
    assert level("FIRST", 40).value == "low"


def test_rule_order_gives_all_in_the_order_of_the_table() -> None:
    assert level("RULE ORDER", 40).value == ["low", "high", "low"]


def test_output_order_gives_all_most_important_first() -> None:
    assert level("OUTPUT ORDER", 40).value == ["high", "low", "low"]


def test_collect_gives_all() -> None:
    assert level("COLLECT", 25).value == ["low", "high"]


@pytest.mark.parametrize(
    ("aggregation", "value"), [("SUM", 60), ("COUNT", 3), ("MIN", 10), ("MAX", 30)]
)
def test_collect_aggregates(aggregation: str, value: int) -> None:
    rules = [["-", "10"], ["-", "20"], ["-", "30"]]
    drawn = table(["n"], ["fee"], rules, hit="COLLECT", aggregation=aggregation)
    assert ask(drawn, n=1).value == Decimal(value)


def test_an_aggregation_of_several_outputs_is_refused() -> None:
    drawn = table(["n"], ["a", "b"], [["-", "1", "2"]], hit="COLLECT", aggregation="SUM")
    with pytest.raises(DmnError) as refusal:
        ask(drawn, n=1)
    assert refusal.value.code == "aggregation_of_many"


def test_several_outputs_give_a_context() -> None:
    result = ask(table(["n"], ["a", "b"], [["1", "2", "3"]]), n=1)
    assert result.value == {"a": Decimal(2), "b": Decimal(3)}


def test_no_rule_is_null_and_no_list_is_empty() -> None:
    assert level("UNIQUE", 5).value is None
    assert level("COLLECT", 5).value == []


def test_no_rule_gives_the_default_output() -> None:
    output = 'level | "high", "low" = "low"'
    assert level("UNIQUE", 5, output=output).value == "low"
    assert level("RULE ORDER", 5, output=output).value == ["low"]


def test_the_rule_that_spoke_is_told_with_its_inputs_and_outputs() -> None:
    matched = level("FIRST", 40).matched
    assert [(m.element, m.table, m.rule, m.rule_id) for m in matched] == [("d", "t", 1, "r1")]
    assert matched[0].inputs == (("n", Decimal(40)),)
    assert matched[0].outputs == (("level", "low"),)


def test_an_input_that_is_not_listed_is_null_and_told() -> None:
    rules = [['"a"', "1"], ["-", "2"]]
    result = ask(table(['k : string | "a", "b"'], ["n"], rules, hit="FIRST"), k="c")
    assert result.value == Decimal(2)
    assert [warning.key for warning in result.warnings] == ["dmn.input_not_listed"]


def test_an_output_that_is_not_listed_is_null_and_told() -> None:
    result = ask(table(["k"], ['n | "a"'], [["-", '"b"']]), k=1)
    assert result.value is None
    assert (result.warnings[0].key, result.warnings[0].where.row) == ("dmn.output_not_listed", 1)


def test_an_empty_test_lets_everything_pass_and_an_empty_result_is_null() -> None:
    result = ask(table(["k"], ["a", "b"], [["", "", "1"]]), k="x")
    assert result.value == {"a": None, "b": Decimal(1)}


def test_a_warning_in_a_cell_names_the_rule_and_the_column() -> None:
    result = ask(table(["k"], ["a"], [["-", '1 + "x"']]), k=1)
    assert (result.warnings[0].where.row, result.warnings[0].where.column) == (1, "a")
    assert "第 1 条规则" in result.warnings[0].say("zh")
