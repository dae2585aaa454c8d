"""What verbs and expressions may read of the record beyond the case's own row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from engine.domain.clocks import Clock


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row of a register that is open and not sealed."""

    number: str
    document: str | None
    at: datetime
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases count as similar: no older than `since`, of a kind and category, near by.

    `metres` around the case's location where both are known, else at its very place.
    """

    since: datetime
    kind: str
    category: str | None
    metres: float | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Similar:
    """Cases like this one: how many, the nearest, and the oldest with equal words."""

    count: int = 0
    exact: str | None = None
    nearest: str | None = None
    origin: str | None = None


class Record(Protocol):
    """What stands beside one case; everything is read when first asked for."""

    def clocks(self) -> Sequence[Clock]:
        """Give the named clocks of the case."""

    def sent_file(self, id_: str, by: int | None) -> str | None:
        """Give the kind of a file this person sent (None who reported) and no case has yet."""

    def words(self) -> str:
        """Give what the reporter said."""

    def contact(self) -> str:
        """Give how who reported may be reached; `none` where nobody is to be."""

    def voices(self) -> int:
        """Count who reported this, in this case and in those merged into it."""

    def joined(self) -> Sequence[str]:
        """Give the numbers of the cases that belong to this one."""

    def summoned(self) -> Sequence[tuple[str, bool]]:
        """Give the units this case has called, and whether each has still to answer."""

    def open_rows(self) -> Mapping[str, int]:
        """Count the open rows this case has in each register."""

    def rows_written(self) -> int:
        """Count all rows this case ever wrote into registers."""

    def rows(
        self, register: str, *, match: Mapping[str, Any], of_case: bool
    ) -> Sequence[RegisterEntry]:
        """Read the open rows of a register that hold all of some values, the newest first."""

    def similar(self, wanted: Wanted) -> Similar:
        """Find cases like this one."""

    def case_named(self, number: str) -> int | None:
        """Find a case that is not over, by its number; the main one where it was merged."""

    def slots(self, path: str, since: date) -> Mapping[date, tuple[int, int]]:
        """Give how many slots a unit has on each day from one on, and how many are taken."""
