"""One column of tests: the rows a value lets stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.dmn.bits import rows_of
from engine.dmn.constants import Constants, constants_of
from engine.dmn.run import Run, Where
from engine.dmn.segments import Finder, Piece, finder_of, pieces_of
from engine.feel import Scope, UnaryTests, Value

# So many judgements may be made at load to spare them when a decision is asked.
MAX_JUDGEMENTS = 100_000


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
    if len(known) * len(pieces) > MAX_JUDGEMENTS:
        pieces = ()
    plain = [cell.tests is not None and known[cell.text] is not None for cell in cells]
    return Column(
        cells=cells,
        finder=finder_of(pieces),
        judged=judged(cells, plain, pieces),
        open=sum(1 << row for row, is_plain in enumerate(plain) if not is_plain),
    )


def judged(cells: Sequence[Test], plain: Sequence[bool], pieces: Sequence[Piece]) -> list[int]:
    """Give for every piece the rows that let its values stand."""
    texts = {cell.text: cell for cell, is_plain in zip(cells, plain, strict=True) if is_plain}
    verdicts = {text: verdicts_of(cell, pieces) for text, cell in texts.items()}
    rows = [(row, verdicts[cell.text]) for row, cell in enumerate(cells) if plain[row]]
    return [
        sum(1 << row for row, verdict in rows if verdict[place]) for place in range(len(pieces))
    ]


def verdicts_of(cell: Test, pieces: Sequence[Piece]) -> list[bool]:
    """Judge what stands for each piece."""
    tests, scope = cell.tests, Scope({})
    return [tests is not None and tests.run(scope, piece.sample) is True for piece in pieces]
