"""One column of tests: the rows a value lets stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from operator import xor

from engine.dmn.bits import rows_of
from engine.dmn.constants import Constants, constants_of
from engine.dmn.run import Run, Where
from engine.dmn.segments import Finder, Piece, finder_of, pieces_of
from engine.feel import Budget, BudgetExceeded, Scope, UnaryTests, Value, kind

# So many judgements may be made at load to spare them when a decision is asked.
MAX_JUDGEMENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Test:
    """A cell of tests and where it stands; bad FEEL has no tests and never matches."""

    tests: UnaryTests | None
    where: Where

    @property
    def text(self) -> str:
        """Give the text of the cell."""
        return self.tests.text if self.tests else ""

    @property
    def constants(self) -> Constants | None:
        """Give the constants the cell compares with, or None where it does more."""
        return constants_of(self.tests.tree) if self.tests else None


@dataclass(frozen=True, slots=True)
class Column:
    """The tests of a column; those of constants are judged once for every piece of values."""

    cells: Sequence[Test]
    finder: Finder
    judged: Sequence[int]
    open: int

    def narrow(self, alive: int, value: Value, run: Run, scope: Scope) -> int:
        """Give the living rows that the value lets stand."""
        place = self.finder.place(value)
        kept = 0 if place is None else alive & self.judged[place]
        for row in rows_of(alive if place is None else alive & self.open):
            scope.budget.charge(1)
            cell = self.cells[row]
            if cell.tests is not None and cell.tests.run(scope, value) is True:
                kept |= 1 << row
            if scope.evaluation.warnings:
                run.gather(scope, cell.where)
        return kept


def column_of(cells: Sequence[Test]) -> Column:
    """Make a column of its cells."""
    known = {cell.text: cell.constants for cell in cells if cell.tests}
    pieces = pieces_of([value for constants in known.values() for value in constants or ()])
    plain = [cell.tests is not None and known[cell.text] is not None for cell in cells]
    try:
        rows = judged(cells, plain, pieces, Budget(MAX_JUDGEMENTS))
    except BudgetExceeded:
        pieces, rows = (), []
    return Column(
        cells=cells,
        finder=finder_of(pieces),
        judged=rows,
        open=sum(1 << row for row, is_plain in enumerate(plain) if not is_plain),
    )


def judged(
    cells: Sequence[Test], plain: Sequence[bool], pieces: Sequence[Piece], budget: Budget
) -> list[int]:
    """Give for every piece the rows that let its values stand.

    Raises:
        BudgetExceeded: There is too much to judge.
    """
    turns = Turns(pieces, budget)
    known: dict[str, Sequence[int]] = {}
    changes = [0] * len(pieces)
    for row, cell in enumerate(cells):
        if plain[row]:
            if cell.text not in known:
                known[cell.text] = turns.of(cell)
            for place in known[cell.text]:
                changes[place] ^= 1 << row
    return list(accumulate(changes, xor))


class Turns:
    """Where cells change their minds along the pieces of a column."""

    def __init__(self, pieces: Sequence[Piece], budget: Budget) -> None:
        self.pieces = pieces
        self.scope = Scope({}, budget=budget)
        self.groups: dict[str, list[int]] = {}
        for place, piece in enumerate(pieces):
            self.groups.setdefault(kind(piece.sample), []).append(place)
        self.points = {
            piece.sample: place
            for place, piece in enumerate(pieces)
            if piece.is_point and isinstance(piece.sample, Decimal | str)
        }

    def of(self, cell: Test) -> Sequence[int]:
        """Give the places at which the verdict of a cell turns, beginning with false."""
        turns, verdict = [], False
        for place in sorted(self._candidates(cell.constants or ())):
            self.scope.budget.charge(1)
            judgement = cell.tests and cell.tests.run(self.scope, self.pieces[place].sample)
            if (judgement is True) is not verdict:
                turns.append(place)
                verdict = not verdict
        return turns

    def _candidates(self, constants: Constants) -> set[int]:
        """Give where a verdict may turn: at constants of the cell, and where a kind begins."""
        found = {places[0] for places in self.groups.values()}
        for value in constants:
            place = self.points.get(value) if isinstance(value, Decimal | str) else None
            around = self.groups.get(kind(value), ()) if place is None else (place, place + 1)
            found.update(around)
        found.discard(len(self.pieces))
        return found
