"""Names that values of a file may have inside: FEEL must know those with spaces to read paths."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.dmn.boxed import Entry, FunctionOf, Iteration, OutputColumn, Relation, Table
from engine.dmn.model import Decision, Definitions, Element, ItemDefinition


def words_of(definitions: Definitions) -> frozenset[str]:
    """Give every name a context of this file may carry."""
    return frozenset(word for thing in _walk(definitions) for word in _words(thing) if word)


def _words(thing: object) -> tuple[str, ...]:
    match thing:
        case Entry(name=name) | ItemDefinition(name=name) | Decision(name=name):
            return (name,)
        case OutputColumn(name=name, label=label):
            return (name, label)
        case Relation(columns=columns):
            return tuple(name for name, _ in columns)
    return ()


def _walk(thing: object) -> Iterator[object]:
    if isinstance(thing, tuple):
        for part in thing:
            yield from _walk(part)
    elif is_dataclass(thing):
        yield thing
        for field in fields(thing):
            yield from _walk(getattr(thing, field.name))


def tables_in(element: Element) -> Iterator[tuple[Table, frozenset[str]]]:
    """Give the decision tables inside an element, with the names its logic brings along."""
    names = frozenset(name for thing in _walk(element) for name in _brought(thing) if name)
    for thing in _walk(element):
        if isinstance(thing, Table):
            yield thing, names


def _brought(thing: object) -> tuple[str, ...]:
    match thing:
        case FunctionOf(parameters=parameters):
            return tuple(name for name, _ in parameters)
        case Entry(name=name) | Iteration(variable=name):
            return (name,)
    return ()
