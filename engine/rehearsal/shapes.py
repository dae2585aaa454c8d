"""The shapes values of a scenario may have, and what does not fit them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from engine.domain.findings import Finding
from engine.domain.reporters import Contact, Voice
from engine.domain.words import ClockState
from engine.rehearsal.times import read_length, read_moment
from engine.rehearsal.tree import Table

Shape = Callable[[Any], bool]
# What a clock may be said to do where no instant is written.
STANDING = {
    "held": ClockState.SUSPENDED,
    "rung": ClockState.RUNG,
    "stopped": ClockState.STOPPED,
}


def text(value: Any) -> bool:
    """Tell whether a value is a text."""
    return isinstance(value, str) and bool(value.strip())


def maybe_text(value: Any) -> bool:
    """Tell whether a value is a text, or says that there is none."""
    return value is None or text(value)


def names(value: Any) -> bool:
    """Tell whether a value is one name or a list of names."""
    return text(value) or texts(value)


def texts(value: Any) -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and all(map(text, value))


def label(value: Any) -> bool:
    """Tell whether a value is a text or a number."""
    return text(value) or type(value) is int


def table(value: Any) -> bool:
    """Tell whether a value is a table."""
    return isinstance(value, Table)


def tables(value: Any) -> bool:
    """Tell whether a value is a list of tables."""
    return isinstance(value, list) and all(map(table, value))


def counts(value: Any) -> bool:
    """Tell whether a value is a table of whole numbers."""
    return table(value) and all(type(number) is int for number in value.values())


def moment(value: Any) -> bool:
    """Tell whether a value is written as an instant."""
    return text(value) and read_moment(value) is not None


def date_and_time(value: Any) -> bool:
    """Tell whether a value is an instant with its year."""
    found = read_moment(value) if text(value) else None
    return found is not None and found.year is not None


def length(value: Any) -> bool:
    """Tell whether a value is written as a stretch of time."""
    return text(value) and read_length(value) is not None


def clocks(value: Any) -> bool:
    """Tell whether a value names clocks and where they stand."""
    return table(value) and all(
        each is None or (text(each) and (each in STANDING or moment(each)))
        for each in value.values()
    )


def reached(value: Any) -> bool:
    """Tell whether a value names milestones, with or without their instants."""
    return texts(value) or (table(value) and all(map(moment, value.values())))


def registers(value: Any) -> bool:
    """Tell whether a value names registers with the number of rows, or what the rows hold."""
    return table(value) and all(type(each) is int or tables(each) for each in value.values())


def expectations(value: Any) -> bool:
    """Tell whether a value is one table, or a list of them."""
    return table(value) or tables(value)


def voice(value: Any) -> bool:
    """Tell whether a value says who reports, and how they may be reached."""
    known = {each.name for each in fields(Voice)}
    if not table(value) or not known >= set(value) or not all(map(text, value.values())):
        return False
    return value.get("contact", Contact.NONE) in set(Contact)


def order(value: Any) -> bool:
    """Tell whether a value is the number of an order from above, and until when it is due."""
    if not table(value) or not {"number", "due"} >= set(value) or not text(value.get("number")):
        return False
    return "due" not in value or moment(value["due"])


def point(value: Any) -> bool:
    """Tell whether a value is a longitude and a latitude."""
    return isinstance(value, list) and [type(each) for each in value] == [float, float]


def misfits(row: Table, known: Mapping[str, Shape], file: str) -> Iterator[Finding]:
    """Give the keys of a table that are not known, or whose values have another shape."""
    for key, value in row.items():
        line = row.lines[key]
        if key not in known:
            yield finding("unknown_key", file, line, key=key, known="、".join(known))
        elif not known[key](value):
            yield finding(f"not_{known[key].__name__}", file, line, key=key)


def gaps(row: Table, needed: Iterable[str], file: str) -> Iterator[Finding]:
    """Give the keys a table lacks."""
    for key in needed:
        if key not in row:
            yield finding("key_missing", file, row.line, key=key)


def finding(rule: str, file: str, line: int, **facts: object) -> Finding:
    """Give one thing that is wrong in a line of a file."""
    return Finding(f"rehearsal.{rule}", facts, file, line=line)
