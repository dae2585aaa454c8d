"""Closures for `for`, `some` and `every`."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine.feel import nodes, temporal
from engine.feel.compiler.shape import Build, Run, weight
from engine.feel.findings import NoValue
from engine.feel.free_names import PARTIAL
from engine.feel.scope import Scope, make_scope
from engine.feel.values import Range, Value, is_list, items, kind

# How many nodes of a body make one more step.
NODES_A_STEP = 4
Loop = tuple[str, Run, Run | None]


def for_(node: nodes.For, build: Build) -> Run:
    """Give the list of results; `partial` holds those so far."""
    loops, body = _loops_of(node.iterations, build), build(node.body)
    cost, position = 1 + weight(node.body) // NODES_A_STEP, node.position

    def collected(scope: Scope) -> list[Value] | None:
        results: list[Value] = []
        budget = scope.evaluation.budget
        try:
            for inner in scopes(loops, scope.child({PARTIAL: results})):
                budget.charge(cost)
                results.append(body(inner))
        except NoValue as refusal:
            scope.warn(refusal.code, position, refusal.facts)
            return None
        return results

    return collected


def quantified(node: nodes.Quantified, build: Build) -> Run:
    """Give whether some or every binding satisfies the condition; one may settle it."""
    settling = node.quantifier == "some"
    loops, body = _loops_of(node.iterations, build), build(node.body)
    cost, position = 1 + weight(node.body) // NODES_A_STEP, node.position

    def judged(scope: Scope) -> Value:
        verdict: bool | None = not settling
        budget = scope.evaluation.budget
        try:
            for inner in scopes(loops, scope):
                budget.charge(cost)
                value = body(inner)
                if value is settling:
                    return settling
                if value is not True and value is not False:
                    verdict = None
        except NoValue as refusal:
            scope.warn(refusal.code, position, refusal.facts)
            return None
        return verdict

    return judged


def _loops_of(iterations: Iterable[nodes.Iteration], build: Build) -> list[Loop]:
    return [
        (one.name, build(one.domain), build(one.end) if one.end else None) for one in iterations
    ]


def scopes(loops: Sequence[Loop], scope: Scope) -> Iterator[Scope]:
    """Give an inner scope for every binding of the loop variables, the last varying fastest."""
    name, domain, end = loops[0]
    start = domain(scope)
    values = span(start, end(scope)) if end else elements(start)
    for value in values:
        inner = make_scope({name: value}, scope, scope.evaluation)
        if len(loops) == 1:
            yield inner
        else:
            scope.evaluation.budget.charge(1)
            yield from scopes(loops[1:], inner)


def elements(domain: Value) -> Iterator[Value]:
    """Give what a loop runs over: the elements of a list, the numbers or days of a range."""
    if is_list(domain):
        return items(domain)
    if isinstance(domain, Range):
        return _within(domain)
    if domain is None:
        raise NoValue("loop_over_null")
    return iter([domain])


def _within(range_: Range) -> Iterator[Value]:
    for value in span(range_.low, range_.high):
        if value == range_.low and not range_.low_included:
            continue
        if value == range_.high and not range_.high_included:
            continue
        yield value


def span(start: Value, end: Value) -> Iterator[Value]:
    """Give every whole number, or every day, from start to end, upwards or downwards."""
    if kind(start) == kind(end) == "date":
        numbers = _stretch(temporal.day_number(start), temporal.day_number(end))
        return (temporal.date_at(number) for number in numbers)
    if _is_whole(start) and _is_whole(end):
        return map(Decimal, _stretch(int(start), int(end)))
    raise NoValue("loop_over_no_span", low=kind(start), high=kind(end))


def _stretch(start: int, end: int) -> range:
    return range(start, end + 1) if start <= end else range(start, end - 1, -1)


def _is_whole(value: Value) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()
