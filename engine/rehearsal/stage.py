"""The stage of a scenario: its house, its cases by name, and what went wrong so far."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.domain.findings import Finding
from engine.domain.people import Person
from engine.domain.places import Places
from engine.domain.refusals import Refusal
from engine.queries.whole_case import KnownCase, WholeCase, read_cases, read_whole
from engine.rehearsal.cast import DISTRICT
from engine.rehearsal.houses import House
from engine.rehearsal.times import read_moment
from engine.rehearsal.tree import Table

NAMED = re.compile(r"\{(\w+)\}")


class Fault(Exception):
    """A step cannot be played, or not as it is written; `finding` is its sentence."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule, facts)
        self.finding = Finding(f"rehearsal.{rule}", facts)


@dataclass(slots=True)
class Stage:
    """Where a scenario is played; `at_hand` are the names of the cases a step is about."""

    house: House
    cases: dict[str, KnownCase] = field(default_factory=dict)
    at_hand: list[str] = field(default_factory=list)
    foreseen: set[int] = field(default_factory=set)  # ids of incidents a scenario expects

    @property
    def now(self) -> datetime:
        """Give the time of the house."""
        return self.house.now

    @property
    def places(self) -> Places:
        """Give the places of the district."""
        office = self.house.office
        with office.store.read() as tx:
            return office.surroundings(tx, DISTRICT).places

    def person(self, name: str) -> Person:
        """Find somebody of the cast.

        Raises:
            Fault: Nobody there has the name.
        """
        found = self.house.person(name)
        if found is None:
            raise Fault("nobody", name=name)
        return found

    def case(self, name: str) -> KnownCase:
        """Give a case by its name in the scenario.

        Raises:
            Fault: No case was given the name.
        """
        if name not in self.cases:
            raise Fault("no_such_case", case=name, known=listed(self.cases))
        return self.cases[name]

    def whole(self, name: str) -> WholeCase:
        """Read everything of a case."""
        return self.whole_of(self.case(name))

    def whole_of(self, known: KnownCase) -> WholeCase:
        """Read everything of a case that may have no name."""
        with self.house.office.store.read() as tx:
            return read_whole(tx, known.id)

    def all_cases(self) -> list[KnownCase]:
        """Read every case there is."""
        with self.house.office.store.read() as tx:
            return read_cases(tx, DISTRICT)

    def call(self, name: str, number: str) -> None:
        """Give a case, known by its number, a name.

        Raises:
            Fault: Another case has the name.
        """
        if name in self.cases:
            raise Fault("case_named_twice", case=name)
        self.cases[name] = next(each for each in self.all_cases() if each.number == number)

    def code_of(self, path: str) -> str:
        """Give the code of the place at a path."""
        place = self.places.by_path.get(path)
        return place.code if place else ""

    def filled(self, value: Any) -> Any:
        """Give what is written with the numbers of cases and the instants it means."""
        if isinstance(value, str):
            return NAMED.sub(self._number, value)
        if isinstance(value, list):
            return [self.filled(inside) for inside in value]
        if not isinstance(value, Table):
            return value
        if [*value] == ["at"] and (at := self.instant(value["at"])):
            return at.isoformat(timespec="minutes")
        return {name: self.filled(inside) for name, inside in value.items()}

    def instant(self, text: object) -> datetime | None:
        """Give the first instant from now on that a text means; None where it means none."""
        moment = read_moment(text)
        return moment.after(self.now) if moment else None

    def _number(self, found: re.Match[str]) -> str:
        known = self.cases.get(found[1])
        return known.number if known else found[0]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why something was refused: its sentence, then each thing wrong with its place."""

    refusal: Refusal

    def say(self, language: str) -> str:
        """Give the sentences."""
        parts = [self.refusal.sentence(language), *self._findings(language)]
        return "".join(parts)

    def _findings(self, language: str) -> Iterator[str]:
        for each in self.refusal.findings:
            yield f"[{each.pointer or each.element or each.file} {each.sentence(language)}]"


def listed(names: Any) -> str:
    """Give names as a sentence shows them."""
    return "、".join(map(str, names)) or "—"


def parted(entry: str) -> tuple[str, str]:
    """Part `element@unit`."""
    name, _, at = entry.partition("@")
    return name, at
