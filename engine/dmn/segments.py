"""The values of a column cut into pieces within which no cell changes its mind."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cmp_to_key
from itertools import groupby, pairwise

from engine.feel import Value, kind, temporal

# How far from a constant the value is taken that stands for what lies beside it.
STEPS: dict[str, Value] = {
    "number": Decimal(1),
    "date": temporal.parse_duration("P1D"),
    "time": temporal.parse_duration("PT1S"),
    "date and time": temporal.parse_duration("PT1H"),
    "days and time duration": temporal.parse_duration("PT1H"),
    "years and months duration": temporal.parse_duration("P1M"),
}
ELSE = "…"
# Stands for all values of a column that no cell distinguishes.
ANYTHING: dict[str, Value] = {
    "number": Decimal(0),
    "boolean": True,
    "date": temporal.parse_date("2026-01-01"),
    "time": temporal.parse_time("08:00:00"),
    "date and time": temporal.parse_date_and_time("2026-01-01T08:00:00"),
    "days and time duration": temporal.parse_duration("PT1H"),
    "years and months duration": temporal.parse_duration("P1M"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of values: one that stands for it, and whether that one is all of it."""

    sample: Value
    is_point: bool


def pieces_of(constants: Sequence[Value]) -> tuple[Piece, ...]:
    """Cut the kinds of value that occur among the constants at the constants."""
    by_kind = sorted(constants, key=kind)
    return tuple(
        piece for name, values in groupby(by_kind, key=kind) for piece in _cut(name, list(values))
    )


def _cut(name: str, values: Sequence[Value]) -> Iterator[Piece]:
    if name == "boolean":
        yield from (Piece(value, is_point=True) for value in (True, False))
    elif name == "string":
        yield from (Piece(text, is_point=True) for text in dict.fromkeys(values))
        yield Piece(_unmentioned(values), is_point=False)
    elif name == "null":
        yield Piece(None, is_point=True)
    elif name in STEPS:
        yield from _ordered(ordered(values), STEPS[name])


def _unmentioned(texts: Sequence[str]) -> str:
    """Give a text that stands for all those no cell mentions."""
    return ELSE * (1 + max(map(len, texts)) if ELSE in texts else 1)


def _ordered(points: Sequence[Value], step: Value) -> Iterator[Piece]:
    """Give what lies below, at, between and above the points; what holds no value is left out."""
    below, above = minus(points[0], step), plus(points[-1], step)
    if is_less(below, points[0]):
        yield Piece(below, is_point=False)
    yield Piece(points[0], is_point=True)
    for low, high in pairwise(points):
        middle = between(low, high, step)
        if middle is not None:
            yield Piece(middle, is_point=False)
        yield Piece(high, is_point=True)
    if is_less(points[-1], above):
        yield Piece(above, is_point=False)


def ordered(values: Iterable[Value]) -> list[Value]:
    """Sort values of one ordered kind, each once."""
    found: list[Value] = []
    for value in sorted(values, key=cmp_to_key(_order)):
        if not found or is_less(found[-1], value):
            found.append(value)
    return found


def between(low: Value, high: Value, step: Value) -> Value:
    """Give a value between two, the next whole step if it fits; None if there is none."""
    for value in (plus(low, step), plus(low, half(minus(high, low)))):
        if is_less(low, value) and is_less(value, high):
            return value
    return None


def is_less(one: Value, other: Value) -> bool:
    """Tell whether a value of an ordered kind comes before another."""
    return one is not None and other is not None and _order(one, other) < 0


def _order(one: Value, other: Value) -> int:
    if isinstance(one, Decimal):
        return int(one > other) - int(one < other)
    return temporal.compare(one, other) or 0


def plus(value: Value, step: Value) -> Value:
    """Add."""
    return value + step if isinstance(value, Decimal) else temporal.add(value, step)


def minus(value: Value, step: Value) -> Value:
    """Subtract."""
    return value - step if isinstance(value, Decimal) else temporal.subtract(value, step)


def half(value: Value) -> Value:
    """Halve a number or a duration."""
    return value / 2 if isinstance(value, Decimal) else temporal.divide(value, Decimal(2))


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the piece a number, text or boolean lies in, in a few steps."""

    numbers: Sequence[Decimal]
    first_number: int
    others: Mapping[Value, int]
    other_text: int | None

    def place(self, value: Value) -> int | None:
        """Give the place of the piece, or None where it cannot be told this way."""
        if isinstance(value, str):
            return self.others.get(value, self.other_text)
        if isinstance(value, bool):
            return self.others.get(value)
        if not self.numbers or not isinstance(value, Decimal):
            return None
        at = bisect_left(self.numbers, value)
        is_point = at < len(self.numbers) and self.numbers[at] == value
        return self.first_number + 2 * at + is_point


def finder_of(pieces: Sequence[Piece]) -> Finder:
    """Make the finder of pieces; numbers must come as below, at, between, ..., above."""
    samples = list(enumerate(pieces))
    numbers = [(place, piece) for place, piece in samples if isinstance(piece.sample, Decimal)]
    points = [piece.sample for _, piece in numbers if piece.is_point]
    others = {
        piece.sample: place for place, piece in samples if isinstance(piece.sample, str | bool)
    }
    texts = [place for place, piece in samples if isinstance(piece.sample, str)]
    is_whole = len(numbers) == 2 * len(points) + 1
    return Finder(
        numbers=points if is_whole else (),
        first_number=numbers[0][0] if numbers else 0,
        others=others,
        other_text=texts[-1] if texts else None,
    )
