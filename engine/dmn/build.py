"""From boxed expressions to compiled steps (DMN 1.5 §10.2.2)."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.dmn.boxed import (
    Boxed,
    Cell,
    Conditional,
    ContextOf,
    Filter,
    FunctionOf,
    Invocation,
    Iteration,
    ListOf,
    Literal,
    Loop,
    Relation,
    Table,
)
from engine.dmn.run import CALL, Run, deeper
from engine.dmn.site import Site, Step, literal, nothing, typed
from engine.dmn.table import table
from engine.feel import Function, Parameter, Scope, Value, invoke
from engine.feel.values import is_context, is_list

# A boxed iterator means what the textual one means, with its body as a function of the item.
LOOPS = {
    Loop.FOR: "for item in source return body(item, partial)",
    Loop.SOME: "some item in source satisfies body(item)",
    Loop.EVERY: "every item in source satisfies body(item)",
}


def build(boxed: Boxed | None, site: Site) -> Step:
    """Compile an expression; one that is not there is null."""
    if boxed is None:
        return nothing
    step = BUILDERS[type(boxed)](boxed, site)
    line = boxed.cell.line if isinstance(boxed, Literal) else getattr(boxed, "line", 0)
    return typed(step, site.type(boxed.type_ref, line), site.where(line))


def function_of(boxed: FunctionOf, site: Site, *, name: str = "") -> Step:
    """Compile a function definition: its value is a function that sees where it was defined."""
    names = [parameter for parameter, _ in boxed.parameters]
    parameters = tuple(
        Parameter(parameter, site.type(ref, boxed.line)) for parameter, ref in boxed.parameters
    )
    if boxed.kind != "FEEL":
        return _external(boxed.kind, site, boxed.line)
    body = build(boxed.body, site.naming(names))

    def step(run: Run, scope: Scope) -> Value:
        def call(_caller: Scope, *arguments: Value) -> Value:
            with deeper(scope.budget, levels=CALL):
                return body(run, scope.child(dict(zip(names, arguments, strict=True))))

        return Function(parameters, call, name=name)

    return step


def _external(kind: str, site: Site, line: int) -> Step:
    """Java and PMML have no place here: calling one is null."""
    where = site.where(line)

    def step(run: Run, _scope: Scope) -> Value:
        run.warn(where, "external_function", {"kind": kind})

    return step


def _literal(boxed: Literal, site: Site) -> Step:
    return literal(boxed.cell, site, site.where(boxed.cell.line))


def _context(boxed: ContextOf, site: Site) -> Step:
    parts: list[tuple[str, Step]] = []
    for entry in boxed.entries:
        inner = site.naming({entry.name}) if isinstance(entry.value, FunctionOf) else site
        step = build(entry.value, inner)
        parts.append((entry.name, typed(step, site.type(entry.type_ref, 0), site.where(0))))
        site = site.naming({entry.name})

    def run_context(run: Run, scope: Scope) -> Value:
        values: dict[str, Value] = {}
        inner = scope.child(values)
        for name, step in parts:
            value = step(run, inner)
            if not name:
                return value
            values[name] = value
        return values

    return run_context


def _list(boxed: ListOf, site: Site) -> Step:
    steps = [build(item, site) for item in boxed.items]
    return lambda run, scope: [step(run, scope) for step in steps]


def _relation(boxed: Relation, site: Site) -> Step:
    names = [name for name, _ in boxed.columns]
    types = [site.type(ref, 0) for _, ref in boxed.columns]
    rows = [
        [
            typed(build(cell, site), type_, site.where(0))
            for cell, type_ in zip(row, types, strict=False)
        ]
        for row in boxed.rows
    ]
    return lambda run, scope: [
        dict(zip(names, [cell(run, scope) for cell in row], strict=False)) for row in rows
    ]


def _invocation(boxed: Invocation, site: Site) -> Step:
    function = build(boxed.function, site)
    bindings = [(name, build(value, site)) for name, value in boxed.bindings]
    where = site.where(0)

    def step(run: Run, scope: Scope) -> Value:
        called = function(run, scope)
        if not isinstance(called, Function):
            run.warn(where, "not_a_function", {})
            return None
        arguments = {name: value(run, scope) for name, value in bindings}
        result = invoke(called, scope, [*arguments.values()], names=[*arguments])
        run.gather(scope, where)
        return result

    return step


def _conditional(boxed: Conditional, site: Site) -> Step:
    parts = (boxed.condition, boxed.then, boxed.otherwise)
    condition, then, otherwise = (build(part, site) for part in parts)
    where = site.where(0)

    def step(run: Run, scope: Scope) -> Value:
        holds = condition(run, scope)
        if not _is_verdict(holds):
            run.warn(where, "condition_not_boolean", {})
            return None
        return then(run, scope) if holds else otherwise(run, scope)

    return step


def _filter(boxed: Filter, site: Site) -> Step:
    source, match = build(boxed.source, site), build(boxed.match, site.naming({"item"}))
    where = site.where(0)

    def step(run: Run, scope: Scope) -> Value:
        value = source(run, scope)
        items = value if is_list(value) else [value]
        scope.budget.charge(len(items))
        kept = [match(run, scope.child(_item(item))) for item in items]
        if not all(map(_is_verdict, kept)):
            run.warn(where, "condition_not_boolean", {})
            return None
        return [item for item, keep in zip(items, kept, strict=True) if keep]

    return step


def _item(item: Value) -> dict[str, Value]:
    """Give what a filter reads: the item, and the entries of one that is a context."""
    return {**(item if is_context(item) else {}), "item": item}


def _is_verdict(value: Value) -> bool:
    return value is None or isinstance(value, bool)


def _iteration(boxed: Iteration, site: Site) -> Step:
    items, where = build(boxed.source, site), site.where(0)
    each = build(boxed.body, site.naming({boxed.variable, "partial"}))
    walk = literal(Cell(LOOPS[boxed.loop], "", "", 0), site, where)
    parameters = (Parameter("item"), Parameter("partial", optional=True))

    def step(run: Run, scope: Scope) -> Value:
        strange: list[Value] = []

        def call(_caller: Scope, item: Value, partial: Value = None) -> Value:
            value = each(run, scope.child({boxed.variable: item, "partial": partial}))
            if boxed.loop is not Loop.FOR and not _is_verdict(value):
                strange.append(value)
            return value

        body = Function(parameters, call)
        result = walk(run, scope.child({"source": items(run, scope), "body": body}))
        if strange:
            run.warn(where, "condition_not_boolean", {})
        return None if strange else result

    return step


BUILDERS: Mapping[type, Callable[[Any, Site], Step]] = {
    Literal: _literal,
    ContextOf: _context,
    ListOf: _list,
    Relation: _relation,
    FunctionOf: function_of,
    Invocation: _invocation,
    Conditional: _conditional,
    Filter: _filter,
    Iteration: _iteration,
    Table: table,
}
