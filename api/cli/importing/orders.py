"""Turns a row of a spreadsheet into a report, or into what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from api.cli.importing.mapping import ColumnMap
from api.cli.importing.sheet import Line, given
from engine.domain.findings import Finding, Severity

LONGEST_WORDS = 20_000
LONGEST_NUMBER = 64
NOTHING_TO_DO = frozenset({"row_repeated", "finished"})
FindPlace = Callable[[str], str | None]  # a place's code by a name, or by a name inside a text


@dataclass(frozen=True, slots=True)
class Order:
    """A row that can be opened as a case: what the house is told, and where it stood."""

    line: int
    number: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot: its number as far as it has one, and why."""

    line: int
    number: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Desk:
    """What turns rows into orders: the meaning of the columns, the places, the time zone."""

    map: ColumnMap
    find_place: FindPlace
    zone: tzinfo

    def orders(self, lines: Iterable[Line]) -> Iterator[Order | Refused]:
        """Give what each row comes to; one that repeats an earlier row of the file is refused."""
        first: dict[str, tuple[int, str]] = {}
        for line in lines:
            found = self.order(line)
            if isinstance(found, Order):
                earlier = first.setdefault(found.number, (line.number, found.body["words"]))
                if earlier[0] != line.number:
                    same = earlier[1] == found.body["words"]
                    rule = "row_repeated" if same else "number_twice"
                    found = refuse(line, found.number, rule, earlier=earlier[0])
            yield found

    def order(self, line: Line) -> Order | Refused:
        """Give what a row comes to by itself."""
        number = self.text(line, "number", " ")
        if not number:
            return refuse(line, "", "no_number", column=self.map.columns["number"][0])
        if len(number) > LONGEST_NUMBER:
            return refuse(line, "", "number_too_long", most=LONGEST_NUMBER)
        for column, values in self.map.finished.items():
            if (value := written(line.cells.get(column))) in values:
                return refuse(line, number, "finished", column=column, value=value)
        words = self.text(line, "words", "\n")
        if not words:
            return refuse(line, number, "no_words", column=self.map.columns["words"][-1])
        if len(words) > LONGEST_WORDS:
            return refuse(line, number, "words_too_long", most=LONGEST_WORDS)
        times = {key: self.instant(line, key) for key in ("reported_at", "due")}
        for time in times.values():
            if isinstance(time, Finding):
                return Refused(line.number, number, time)
        return Order(line.number, number, self.body(line, number, words, times))

    def body(self, line: Line, number: str, words: str, times: Mapping[str, Any]) -> dict[str, Any]:
        """Say a row as the house is told of it."""
        when = {key: time.isoformat() for key, time in times.items() if time}
        reporter = {
            "name": self.text(line, "reporter_name", " "),
            "phone": self.text(line, "reporter_phone", " "),
            "contact": self.map.contact,
        }
        told: dict[str, Any] = {
            "kind": self.map.kind,
            "channel": self.map.channel,
            "words": words,
            "place": self.place(line, words),
            "category": self.category(line, words),
            "reported_at": when.get("reported_at"),
            "upstream": {
                "number": f"{self.map.prefix}{number}",
                **({"due": when["due"]} if "due" in when else {}),
            },
            "reporter": {key: text for key, text in reporter.items() if text},
        }
        return {key: value for key, value in told.items() if value}

    def place(self, line: Line, words: str) -> str | None:
        """Find the place: by its own columns, the nearest first, by the address, by the words."""
        named = [written(line.cells.get(column)) for column in self.map.columns.get("place", ())]
        texts = [*named, self.text(line, "address", " "), words.partition("\n")[0]]
        found = (self.find_place(text) for text in texts if text)
        return next((code for code in found if code), self.map.place)

    def category(self, line: Line, words: str) -> str | None:
        """Find our category: by theirs, or by a word of the text."""
        theirs = self.text(line, "category", self.map.separator or " ")
        steps = theirs.split(self.map.separator) if self.map.separator else [theirs]
        paths = ["/".join(steps[:end]) for end in range(len(steps), 0, -1)]
        by_name = (self.map.categories.get(path) for path in paths)
        by_word = (code for word, code in self.map.category_words.items() if word in words)
        return next((code for code in (*by_name, *by_word) if code), None)

    def text(self, line: Line, meaning: str, joint: str) -> str:
        """Give the texts of the columns of a meaning, put together; a blank one is left out."""
        texts = [written(line.cells.get(name)) for name in self.map.columns.get(meaning, ())]
        return joint.join(text for text in texts if text)

    def instant(self, line: Line, meaning: str) -> datetime | Finding | None:
        """Read an instant; a cell that holds none that can be read is a finding."""
        for column in self.map.columns.get(meaning, ()):
            cell = line.cells.get(column)
            if isinstance(cell, datetime):
                return cell.replace(tzinfo=self.zone)
            if given(cell):
                facts = {"column": column, "value": written(cell)}
                return self.read_time(written(cell)) or Finding("importing.no_time", facts)
        return None

    def read_time(self, text: str) -> datetime | None:
        """Read a time in one of the ways the map names."""
        for way in self.map.times:
            try:
                return datetime.strptime(text, way).replace(tzinfo=self.zone)
            except ValueError:
                continue
        return None


def written(cell: object) -> str:
    """Give a cell as text: its lines without what only sets them apart on the page."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    lines = (line.strip() for line in str(cell).splitlines())
    return "\n".join(line for line in lines if line)


def refuse(line: Line, number: str, rule: str, **facts: object) -> Refused:
    """Refuse a row; one that needs nothing more is only mentioned."""
    severity = Severity.WARNING if rule in NOTHING_TO_DO else Severity.ERROR
    return Refused(line.number, number, Finding(f"importing.{rule}", facts, severity=severity))
