"""Functions are values: defined, passed on, handed in by the host, called by order or name."""

from decimal import Decimal

import pytest

from engine import feel
from engine.feel import ANY, NUMBER, STRING, Function, Parameter, Scope
from tests.unit.feel.asking import ask, holds

DOUBLE = Function((Parameter("n", NUMBER),), lambda _scope, n: n * 2, name="double")


@pytest.mark.parametrize(
    "text",
    [
        "(function(a, b) a - b)(5, 3) = 2",
        "(function(a, b) a - b)(b: 5, a: 3) = -2",
        "{f: function(x) function(y) x + y, r: f(1)(2)}.r = 3",
        "{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r = 120",
        "(for i in 1..3 return function() i)[2]() = 2",
        "sort([3, 1, 2], function(a, b) a > b) = [3, 2, 1]",
        "{f: abs, r: f(-1)}.r = 1",
        'substring(string: "foobar", start position: 3) = "obar"',
        'number(from: "1,5", grouping separator: null, decimal separator: ",") = 1.5',
        'string join(["a", "b"], ", ", "[", "]") = "[a, b]"',
        "sum(1, 2, 3) = sum([1, 2, 3])",
        "count(1) = 1",
        "concatenate([1], [2], [3]) = [1, 2, 3]",
        "before(point: 1, range: [2..3])",
    ],
)
def test_it_is_true_that(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "all()",
        "any()",
        "sum()",
        "min()",
        "concatenate()",
        "append([1])",
        "upper case(null)",
        "count(null)",
        'substring("a", null)',
        "round up(1.5, null)",
        "(function(a) a)()",
        "abs(1)(2)",
        "sum([])",
        "mean([])",
        "min([])",
        "max([])",
        "median([])",
        "product([])",
    ],
)
def test_it_is_null(text: str) -> None:
    assert ask(text) is None


def test_a_host_function_is_called_like_a_builtin() -> None:
    assert feel.evaluate("double(4)", functions={"double": DOUBLE}) == 8
    assert feel.evaluate("double(n: 4)", functions={"double": DOUBLE}) == 8
    assert feel.evaluate('double("x")', functions={"double": DOUBLE}) is None


def test_a_host_function_may_have_a_name_of_several_words() -> None:
    functions = {"工作日 后+1": DOUBLE}
    assert feel.evaluate("工作日 后+1(4)", functions=functions) == 8


def test_the_context_hides_a_host_function() -> None:
    assert feel.evaluate("double", {"double": 5}, functions={"double": DOUBLE}) == 5


def test_a_host_function_may_have_no_result_and_say_why() -> None:
    def refuse(_scope: Scope) -> None:
        raise feel.NoValue("no_clock")

    scope = Scope(functions={"refuse": Function((), refuse, name="refuse")})
    assert feel.compile("refuse()").run(scope) is None
    assert [warning.code for warning in scope.warnings] == ["no_clock"]


def test_the_result_of_a_host_function_is_made_to_fit() -> None:
    wrong = Function((), lambda _scope: "text", result=NUMBER)
    single = Function((), lambda _scope: [7], result=NUMBER)
    assert feel.evaluate("f()", functions={"f": wrong}) is None
    assert feel.evaluate("f()", functions={"f": single}) == 7


def test_a_function_value_can_be_invoked_from_outside() -> None:
    scope = Scope()
    add = feel.compile("function(a, b) a + b").run(scope)
    assert feel.invoke(add, scope, [1, Decimal(2)]) == 3
    assert feel.invoke(add, scope, ["b", "a"], names=["b", "a"]) == "ab"


def test_a_function_works_on_the_budget_of_its_caller() -> None:
    loop = feel.compile("function(n) for i in 1..n return i").run(Scope())
    caller = Scope(budget=feel.Budget(steps=50))
    with pytest.raises(feel.BudgetExceeded):
        feel.invoke(loop, caller, [Decimal(100)])


def test_overloads_are_tried_in_order() -> None:
    text = Function((Parameter("x", STRING),), lambda _scope, _x: "text", name="what")
    what = Function(
        (Parameter("x", NUMBER),), lambda _scope, _x: "number", name="what", overloads=(text,)
    )
    functions = {"what": what, "any": Function((Parameter("x", ANY),), lambda _scope, x: x)}
    assert feel.evaluate('what("a")', functions=functions) == "text"
    assert feel.evaluate("what(1)", functions=functions) == "number"
    assert feel.evaluate("what(true)", functions=functions) is None


def test_external_functions_are_refused() -> None:
    text = 'function(a) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}'
    assert ask(f"({text})(1)") is None


def test_recursion_without_end_is_stopped() -> None:
    with pytest.raises(feel.BudgetExceeded) as refused:
        ask("{f: function(n) f(n + 1), r: f(1)}.r")
    assert refused.value.code == "too_deep"
