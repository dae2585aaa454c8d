"""Closures for ranges, `in` and unary tests."""

from collections.abc import Callable, Sequence

from engine.feel import nodes
from engine.feel.comparing import is_in, order_of
from engine.feel.compiler.comparisons import judge
from engine.feel.compiler.shape import Build, Run
from engine.feel.free_names import INPUT
from engine.feel.scope import Scope
from engine.feel.values import Range, Value, kind

Judge = Callable[[Scope, Value], bool | None]


def range_(node: nodes.RangeNode, build: Build) -> Run:
    """Give `[low..high]`; ends of unlike kinds or in the wrong order make no range."""
    low, high, position = build(node.low), build(node.high), node.position
    low_included, high_included = node.low_included, node.high_included

    def make(scope: Scope) -> Range | None:
        start, end = low(scope), high(scope)
        if not _may_bound(start, end):
            scope.warn("no_range", position, {"low": kind(start), "high": kind(end)})
            return None
        return Range(start, end, low_included, high_included)

    match node.low, node.high:
        case nodes.Literal(value=start), nodes.Literal(value=end) if _may_bound(start, end):
            constant = Range(start, end, low_included, high_included)
            return lambda _scope: constant
    return make


def _may_bound(low: Value, high: Value) -> bool:
    """Tell whether two values may be the ends of a range."""
    if low is None or high is None:
        return low is not high
    order = order_of(low, high)
    return order is not None and order <= 0


def half_range(node: nodes.HalfRange, build: Build) -> Run:
    """Give `(> end)` and its like as a range."""
    operator, end = node.operator, build(node.end)
    above, below = operator in {">", ">="}, operator in {"<", "<="}
    from_included, to_included = operator in {">=", "="}, operator in {"<=", "="}

    def make(scope: Scope) -> Range:
        bound = end(scope)
        low, high = None if below else bound, None if above else bound
        return Range(low, high, from_included, to_included, operator)

    return make


def in_(node: nodes.In, build: Build) -> Run:
    """Give `value in (tests)`."""
    value = build(node.value)
    judges = [judge_of(test, build) for test in node.tests]
    if len(judges) == 1:
        only = judges[0]
        return lambda scope: only(scope, value(scope))
    return lambda scope: _any_of(judges, scope, value(scope))


def unary_tests(node: nodes.Tests, build: Build) -> Run:
    """Judge the input, which the scope holds as `?`."""
    judges = [input_judge(test, build) for test in node.tests]
    if not judges:
        return lambda _scope: True
    negated = node.negated

    def judged(scope: Scope) -> bool | None:
        verdict = _any_of(judges, scope, scope.variables[INPUT])
        return not verdict if negated and verdict is not None else verdict

    return judged


def _any_of(judges: Sequence[Judge], scope: Scope, value: Value) -> bool | None:
    verdict: bool | None = False
    for judge_ in judges:
        match judge_(scope, value):
            case True:
                return True
            case None:
                verdict = None
    return verdict


def judge_of(test: nodes.Node, build: Build) -> Judge:
    """Give the verdict of one test on a value."""
    if isinstance(test, nodes.Test):
        operand, operator, position = build(test.operand), test.operator, test.position
        return lambda scope, value: judge(scope, operator, value, operand(scope), position)
    candidate, position = build(test), test.position

    def contained(scope: Scope, value: Value) -> bool | None:
        inside = candidate(scope)
        verdict = is_in(value, inside, scope.evaluation.budget)
        if verdict is None:
            facts = {"operator": "in", "left": kind(value), "right": kind(inside)}
            scope.warn("unlike_types", position, facts)
        return verdict

    return contained


def input_judge(test: nodes.Node, build: Build) -> Judge:
    """Give the verdict of a unary test, which may also be a condition of its own."""
    if isinstance(test, nodes.Test):
        return judge_of(test, build)
    candidate = build(test)
    if mentions_input(test):
        return lambda scope, value: _as_verdict(candidate(scope), value, scope)

    def judged(scope: Scope, value: Value) -> bool | None:
        inside = candidate(scope)
        if isinstance(inside, bool) and not isinstance(value, bool):
            return inside
        return is_in(value, inside, scope.evaluation.budget)

    return judged


def _as_verdict(result: Value, value: Value, scope: Scope) -> bool | None:
    if result is None or isinstance(result, bool):
        return result
    return is_in(value, result, scope.evaluation.budget)


def mentions_input(node: nodes.Node) -> bool:
    """Tell whether a test speaks of its input as `?`."""
    return any(isinstance(part, nodes.Name) and part.name == INPUT for part in nodes.walk(node))
