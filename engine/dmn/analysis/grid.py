"""A table as sets: for each column its pieces of values, for each piece the rows that take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from engine.dmn.analysis.domain import Domain
from engine.dmn.column import Test, judged
from engine.dmn.segments import ANYTHING, ELSE, Piece, pieces_of
from engine.feel import Budget, Value

PLACES_A_STEP = 8


@dataclass(frozen=True, slots=True)
class Axis:
    """One column: its pieces, the rows each lets stand, and the pieces each row takes."""

    name: str
    pieces: Sequence[Piece]
    rows: Sequence[int]
    taken: Sequence[int]
    # Rows whose cell cannot be read here: taken to match anything.
    open: int


@dataclass(frozen=True, slots=True)
class Grid:
    """All columns of a table."""

    axes: Sequence[Axis]
    height: int

    @property
    def all(self) -> int:
        """Give all rows."""
        return (1 << self.height) - 1

    @property
    def read(self) -> int:
        """Give the rows whose every cell could be read."""
        return reduce(and_, (self.all & ~axis.open for axis in self.axes), self.all)

    def example(self, places: Sequence[int]) -> Mapping[str, Value]:
        """Give the inputs that stand for a place; columns left out may be anything."""
        return {
            axis.name: axis.pieces[place].sample
            for axis, place in zip(self.axes, places, strict=False)
        }


def axis_of(name: str, cells: Sequence[Test], domain: Domain, budget: Budget) -> Axis:
    """Cut a column into pieces and judge every cell on each.

    Raises:
        BudgetExceeded: There are too many cells and pieces.
    """
    known = [cell.constants for cell in cells]
    constants = [value for found in known for value in found or ()]
    pieces = [
        piece for piece in pieces_of([*constants, *domain.constants]) if domain.holds(piece.sample)
    ]
    if all(piece.sample is None for piece in pieces):
        pieces.append(Piece(ANYTHING.get(domain.kind, ELSE), is_point=False))
    budget.charge(len(cells) * len(pieces) // PLACES_A_STEP)
    plain = [found is not None for found in known]
    unread = sum(1 << row for row, is_plain in enumerate(plain) if not is_plain)
    rows = [taken | unread for taken in judged(cells, plain, pieces, budget)]
    taken = [
        sum(1 << place for place, standing in enumerate(rows) if standing >> row & 1)
        for row in range(len(cells))
    ]
    return Axis(name, pieces, rows, taken, unread)
