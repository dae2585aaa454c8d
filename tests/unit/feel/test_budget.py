"""The budget: what it counts, what it gives back, and what it stops."""

import pytest

from engine import feel
from engine.feel import Budget, BudgetExceeded, Scope
from tests.unit.feel.asking import ask


def spent(text: str) -> int:
    budget = Budget()
    feel.evaluate(text, {"xs": list(range(100))}, budget=budget)
    return 100_000 - budget.steps


def test_a_loop_costs_as_many_steps_as_it_has_rounds_and_more_for_a_larger_body() -> None:
    assert 100 <= spent("for x in xs return x") <= 300
    assert spent("for x in xs return x + x * x - x / 2 + x") > spent("for x in xs return x")


def test_an_expression_without_loops_or_calls_costs_nothing() -> None:
    assert spent("1 + 2 > 3 and true") == 0


def test_quadratic_builtins_pay_for_every_comparison() -> None:
    assert spent("distinct values(xs)") >= 100 * 99 / 2
    assert spent("list contains(xs, 99)") >= 100
    assert spent("union(xs, xs)") >= 100 * 99 / 2


def test_all_that_runs_in_one_scope_shares_its_budget() -> None:
    scope, loop = Scope(budget=Budget(steps=250)), feel.compile("for x in 1..100 return x")
    loop.run(scope)
    loop.run(scope.child({}))
    with pytest.raises(BudgetExceeded) as refused:
        loop.run(scope)
    assert refused.value.code == "too_much_work"
    assert refused.value.position == 0
    assert refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        'for i in 1..100 return context put({a: 1}, ["a", "b"], 1)',
        "for i in 1..100 return [[1]] = [[2]]",
        "for i in 1..100 return flatten([[1], [[2]]])",
        "for i in 1..100 return string([[1], {a: [2]}])",
        "for i in 1..100 return [[1]] instance of list<list<number>>",
        "for i in 1..100 return [[{a: 1}], [{a: 2}]].a",
        "for i in 1..100 return (function(x) [x])(i)",
        "for i in 1..100 return 1 in [[1], [2]]",
    ],
)
def test_depth_is_given_back_whatever_the_outcome(text: str) -> None:
    budget = Budget()
    feel.evaluate(text, budget=budget)
    assert budget.depth == Budget().depth


def test_functions_may_call_themselves_to_a_depth_that_rules_need() -> None:
    assert ask("{f: function(n) if n = 0 then 0 else n + f(n - 1), r: f(30)}.r") == 465


def test_data_may_be_nested_to_a_depth_that_documents_have() -> None:
    nested: object = 1
    for _ in range(50):
        nested = [nested]
    assert ask("x = x", {"x": nested}) is True
    for _ in range(50):
        nested = [nested]
    with pytest.raises(BudgetExceeded) as refused:
        ask("x = x", {"x": nested})
    assert refused.value.code == "too_deep"
