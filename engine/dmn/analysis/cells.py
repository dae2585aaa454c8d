"""What is wrong inside single cells: texts without quotes, wrong types, values not listed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.dmn.analysis.domain import Domain
from engine.dmn.analysis.findings import Finding, written
from engine.dmn.constants import Constants, constants_of
from engine.dmn.run import Where
from engine.feel import Expression, UnaryTests, kind, nodes
from engine.feel.parser.slips import full_width_in

Compiled = Expression | UnaryTests


def in_test(
    cell: UnaryTests, domain: Domain, names: frozenset[str], where: Where
) -> Iterator[Finding]:
    """Look at a cell of tests."""
    constants = cell_constants(cell)
    unquoted = list(_unquoted(cell, domain, names, where))
    yield from unquoted
    if constants is None:
        if not unquoted:
            yield Finding("not_analysed", where, {"text": cell.text})
        return
    yield from _wrong(constants, domain, where)
    yield from _unlisted(constants, domain, where)


def in_result(
    cell: Expression, domain: Domain, names: frozenset[str], where: Where
) -> Iterator[Finding]:
    """Look at a cell of the results; one that calculates is the author's own business."""
    yield from _unquoted(cell, domain, names, where)
    constants = cell_constants(cell) or ()
    yield from _wrong(constants, domain, where)
    yield from _unlisted(constants, domain, where)


def cell_constants(cell: Compiled) -> Constants | None:
    """Give the constants a compiled cell speaks of, or None where it does more."""
    return constants_of(cell.tree)


def _unquoted(
    cell: Compiled, domain: Domain, names: frozenset[str], where: Where
) -> Iterator[Finding]:
    for part in _parts(cell.tree):
        if isinstance(part, nodes.Name) and part.name not in names:
            yield _meant(part.name, domain, where)


def _meant(word: str, domain: Domain, where: Where) -> Finding:
    """Say what a word that nothing is named by was probably meant to be."""
    mark = full_width_in(word)
    if mark:
        return Finding("full_width_mark", where, {"text": word, "mark": mark})
    if domain.kind == "boolean":
        return Finding("yes_or_no", where, {"text": word})
    return Finding("quotes_missing", where, {"text": word, "quoted": written(word)})


def _parts(tree: nodes.Node) -> Iterable[nodes.Node]:
    """Give what a cell lists: a name that stands alone there was meant as a text."""
    match tree:
        case nodes.Tests(tests=parts) | nodes.ListNode(items=parts):
            return [piece for part in parts for piece in _parts(part)]
        case nodes.Test(operand=operand):
            return _parts(operand)
    return [tree]


def _wrong(constants: Constants, domain: Domain, where: Where) -> Iterator[Finding]:
    for value in constants:
        if not domain.is_kind(value):
            facts = {"text": written(value), "kind": kind(value), "type": domain.kind}
            yield Finding("wrong_literal", where, facts)


def _unlisted(constants: Constants, domain: Domain, where: Where) -> Iterator[Finding]:
    for value in constants:
        if domain.is_kind(value) and not isinstance(value, Decimal) and not domain.lists(value):
            yield Finding("value_not_listed", where, {"text": written(value)})
