"""What has to be handed in to ask an element: names, their types, the values they may take."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.dmn.boxed import Cell, Table
from engine.dmn.constants import constant_of, constants_of
from engine.dmn.graph import Decided, Given, Known, Reusable, Served
from engine.dmn.model import Knowledge
from engine.dmn.site import Site
from engine.dmn.vocabulary import tables_in
from engine.feel import ANY, Type, UnaryTests, Value, kind, nodes, temporal
from engine.feel.types import SIMPLE, ContextOf, ListOf, Simple, without_limits

WRITTEN_AS_TEXT: Mapping[str, Callable[[str], Value]] = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_and_time,
    "days and time duration": temporal.parse_duration,
    "years and months duration": temporal.parse_duration,
}


@dataclass(frozen=True, slots=True)
class Input:
    """A name that is read; its only values, if they are listed, and those that tables speak of."""

    name: str
    type: Type
    allowed: tuple[Value, ...] = ()
    mentioned: tuple[Value, ...] = ()
    label: str = ""

    def read(self, value: object) -> object:
        """Take a value out of JSON: a text where the type wants a date, a time or a duration."""
        return _read(value, without_limits(self.type))


def inputs_of(node: Known, functions: Container[str]) -> tuple[Input, ...]:
    """Give what an element reads, also through the decisions it requires, by declaration first."""
    reached = list(_reached(node))
    columns = [each for one in reached if isinstance(one, Decided) for each in _columns(one)]
    declared = {name: (type_, values) for name, type_, values in _declared(node, reached)}
    asked = [name for one in reached if isinstance(one, Decided) for name in one.asked]
    names = [*declared, *(name for name in asked if name not in functions)]
    return tuple(
        _input(name, declared.get(name, (ANY, ())), [each for each in columns if each.reads(name)])
        for name in dict.fromkeys(names)
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table on the way, compiled where it stands."""

    text: str
    label: str
    type: Type
    allowed: tuple[Value, ...]
    cells: tuple[UnaryTests, ...]

    def reads(self, name: str) -> bool:
        return self.text == name


def _input(name: str, declared: tuple[Type, tuple[Value, ...]], columns: list[_Column]) -> Input:
    type_, listed = declared
    types = (each.type for each in columns)
    allowed = listed or next((each.allowed for each in columns if each.allowed), ())
    cells = [cell for column in columns for cell in column.cells]
    return Input(
        name=name,
        type=next((each for each in (type_, *types) if each != ANY), _implied(cells)),
        allowed=allowed,
        mentioned=_distinct(value for cell in cells for value in _values(cell)),
        label=next((each.label for each in columns if each.label), ""),
    )


def _reached(node: Known) -> Iterator[Known]:
    """Walk to everything an element rests on, the element itself last."""
    if isinstance(node, Served):
        yield node
        return
    seen: dict[Known, None] = {}

    def walk(one: Known) -> Iterator[Known]:
        if one in seen:
            return
        seen[one] = None
        for need in one.needs:
            yield from walk(need.node)
        yield one

    yield from walk(node)


def _declared(
    node: Known, reached: Iterable[Known]
) -> Iterator[tuple[str, Type, tuple[Value, ...]]]:
    """Give what is declared: parameters of a function, inputs of a service, input data."""
    if isinstance(node, Reusable) and isinstance(node.element, Knowledge) and node.element.logic:
        for name, ref in node.element.logic.parameters:
            yield name, *_typed(node.site, ref)
        return
    given = node.inputs if isinstance(node, Served) else reached
    kept = [one for one in given if isinstance(one, Given) or isinstance(node, Served)]
    for one in sorted(kept, key=lambda one: one.element.line):
        yield one.element.name, *_typed(one.site, one.element.type_ref)


def _typed(site: Site | None, ref: str) -> tuple[Type, tuple[Value, ...]]:
    if site is None:
        return ANY, ()
    return site.type(ref, 0), _listed(site, site.types.listed(ref))


def _columns(node: Decided) -> Iterator[_Column]:
    site = node.site
    if site is None:
        return
    for table, names in tables_in(node.element):
        yield from _columns_of(table, site.naming(names))


def _columns_of(table: Table, site: Site) -> Iterator[_Column]:
    for place, column in enumerate(table.inputs):
        type_, values = _typed(site, column.expression.type_ref)
        tests = (_tests(site, rule.tests[place].text) for rule in table.rules)
        yield _Column(
            text=column.expression.text,
            label=column.label,
            type=type_,
            allowed=_listed(site, column.allowed.text) if column.allowed else values,
            cells=tuple(each for each in tests if each),
        )


def _tests(site: Site, text: str) -> UnaryTests | None:
    """Compile what was compiled before; a fault in it was refused then."""
    quiet = Site(site.element, site.names, site.types, lambda _error: None)
    return quiet.tests(Cell(text, "", "", 0), site.where(0))


def _listed(site: Site, text: str) -> tuple[Value, ...]:
    """Give the values that are listed one by one; a range or a condition lists none."""
    tests = _tests(site, text) if text else None
    parts = _parts(tests) if tests else ()
    values = [constant_of(part) for part in parts]
    return _distinct(value[0] for value in values if value) if all(values) else ()


def _values(tests: UnaryTests) -> Iterator[Value]:
    """Give the values a cell names one by one, whether it wants them or not."""
    for part in _parts(tests):
        yield from constant_of(part) or ()


def _parts(tests: UnaryTests) -> tuple[nodes.Node, ...]:
    return tests.tree.tests if isinstance(tests.tree, nodes.Tests) else ()


def _implied(cells: Iterable[UnaryTests]) -> Type:
    """Give the type all constants of a column have in common."""
    kinds = {kind(value) for cell in cells for value in constants_of(cell.tree) or ()}
    return SIMPLE.get(kinds.pop(), ANY) if len(kinds) == 1 else ANY


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    kept = [value for value in values if value is not None]
    return tuple({(kind(value), value): value for value in kept}.values())


def _read(value: object, type_: Type) -> object:
    match type_:
        case Simple(name) if isinstance(value, str) and name in WRITTEN_AS_TEXT:
            made: object = WRITTEN_AS_TEXT[name](value)
            return value if made is None else made
        case ListOf(item) if isinstance(value, list):
            return [_read(each, item) for each in value]
        case ContextOf(entries) if isinstance(value, dict):
            known = {name: _read(value[name], part) for name, part in entries if name in value}
            return {**value, **known}
    return value
