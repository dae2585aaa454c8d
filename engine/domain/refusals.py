"""Refusals: what was asked cannot be done, and nothing has changed.

A refusal is a fact, not a fault: its fields are its facts, its sentence stands in the catalogue
under `refusals.<code>`, and its kind tells every door how to answer.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from engine.domain.findings import Finding
from engine.domain.words import Action, ClockState, Word
from engine.texts import say


class Kind(StrEnum):
    """How a door answers a refusal; the doors map each kind to one status."""

    UNREADABLE = "unreadable"
    NOT_SIGNED_IN = "not_signed_in"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    STALE = "stale"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    BUSY = "busy"


@dataclass(eq=False)
class Refusal(Exception):
    """The root of every refusal; each leaf has a `code` and a `kind`."""

    code: ClassVar[str]
    kind: ClassVar[Kind]

    def __post_init__(self) -> None:
        super().__init__(self.code, self.facts)

    @property
    def facts(self) -> dict[str, object]:
        """Give the facts by name, as the sentence and the API name them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give the single things wrong, where a refusal has any."""
        facts = self.facts.values()
        return next((fact for fact in facts if isinstance(fact, tuple)), ())

    def sentence(self, language: str = "zh") -> str:
        """Say the refusal to a person: what is wrong, where, and what to do."""
        facts = {name: in_words(fact, language) for name, fact in self.facts.items()}
        return say(f"refusals.{self.code}", facts, language)


def in_words(fact: object, language: str) -> object:
    """Give a fact as a sentence shows it: a word by its name, a finding said, a list counted."""
    if isinstance(fact, Word | Finding):
        return fact.sentence(language)
    return len(fact) if isinstance(fact, tuple) else fact


# Who asks ------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotSignedIn(Refusal):
    """No person stands behind the request: no token, or one that has ended."""

    code = "not_signed_in"
    kind = Kind.NOT_SIGNED_IN


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's posts do not permit this action at all."""

    action: Action
    code = "not_allowed"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class NotYours(Refusal):
    """The person may see the case, but the task belongs to another post."""

    task: str
    role: str
    code = "not_yours"
    kind = Kind.FORBIDDEN


# Cases and tasks -----------------------------------------------------------------------------


@dataclass(eq=False)
class CaseNotFound(Refusal):
    """No such case, or none this person may see; the two are not told apart."""

    number: str
    code = "case_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class TaskNotFound(Refusal):
    """No such task, or none this person may see; the two are not told apart."""

    task: str
    code = "task_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class PlaceNotFound(Refusal):
    """No such place in the district's tree."""

    place: str
    code = "place_not_found"
    kind = Kind.INVALID


@dataclass(eq=False)
class TaskAlreadyDone(Refusal):
    """Somebody was quicker: who, and when."""

    task: str
    by: str
    at: datetime
    code = "task_already_done"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class TaskTakenAway(Refusal):
    """The drawing has taken the task away: a deadline rang, or the case went another way."""

    task: str
    at: datetime
    code = "task_taken_away"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class StepFailed(Refusal):
    """The drawing could not be followed from here; an incident has been raised for its keepers."""

    number: str
    element: str
    reason: Finding
    code = "step_failed"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class InputInvalid(Refusal):
    """A verb cannot work with an input the drawing gave it."""

    verb: str
    input: str
    code = "input_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class IncidentNotFound(Refusal):
    """No such incident, or it is settled already."""

    incident: str
    code = "incident_not_found"
    kind = Kind.MISSING


# What was sent -------------------------------------------------------------------------------


@dataclass(eq=False)
class AnswersInvalid(Refusal):
    """The answers do not fit the form; each finding points at its field."""

    errors: tuple[Finding, ...]
    code = "answers_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class KeyReused(Refusal):
    """The idempotency key was already used for a different request."""

    key: str
    code = "key_reused"
    kind = Kind.INVALID


@dataclass(eq=False)
class StaleVersion(Refusal):
    """The document was edited since the person read it."""

    version: int
    current: int
    code = "stale_version"
    kind = Kind.STALE


# Policies ------------------------------------------------------------------------------------


@dataclass(eq=False)
class PolicyNotFound(Refusal):
    """No policy has this key."""

    key: str
    code = "policy_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class VersionNotFound(Refusal):
    """The policy has no such version."""

    key: str
    version: int
    code = "version_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class PolicyNotActive(Refusal):
    """The policy is there, but no version of it is active, so no case can be opened."""

    key: str
    code = "policy_not_active"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class PolicyInvalid(Refusal):
    """The policy has errors and stays out; each finding points at its element."""

    key: str
    errors: tuple[Finding, ...]
    code = "policy_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class PackUnreadable(Refusal):
    """The file or folder is not a pack that can be opened safely."""

    name: str
    reason: Finding
    code = "pack_unreadable"
    kind = Kind.UNREADABLE


@dataclass(eq=False)
class PackTooLarge(Refusal):
    """The pack unfolds beyond the limit, as a zip bomb would."""

    name: str
    limit: int
    code = "pack_too_large"
    kind = Kind.TOO_LARGE


# Calendars and clocks ------------------------------------------------------------------------


@dataclass(eq=False)
class HoursInvalid(Refusal):
    """Working hours that cannot be read."""

    text: str
    code = "hours_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class YearInvalid(Refusal):
    """A year's days off and on that cannot be read; `text` is what is wrong with them."""

    year: int
    text: str
    code = "year_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class OutsideCalendar(Refusal):
    """A deadline begins or ends in a year the calendar does not reach."""

    year: int
    first: int
    last: int
    code = "outside_calendar"
    kind = Kind.INVALID


@dataclass(eq=False)
class LimitInvalid(Refusal):
    """A time limit whose unit is unknown, or whose amount the unit cannot take."""

    amount: str
    unit: str
    code = "limit_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockRowInvalid(Refusal):
    """A row a decision gave for setting a clock says neither how long nor until when."""

    row: str
    code = "clock_row_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockNotMovable(Refusal):
    """The clock is suspended or stopped, or not suspended, and cannot be changed in this way."""

    key: str
    state: ClockState
    code = "clock_not_movable"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class ClockInPast(Refusal):
    """The clock would be set to an instant that has passed."""

    key: str
    asked: datetime
    code = "clock_in_past"
    kind = Kind.INVALID


@dataclass(eq=False)
class ClockBeyondCap(Refusal):
    """The clock would outlast what encloses it: the whistle, the case, or the upstream order."""

    key: str
    asked: datetime
    latest: datetime
    code = "clock_beyond_cap"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class CapsCircular(Refusal):
    """Clocks are said to enclose each other in a circle; `keys` names them."""

    keys: str
    code = "caps_circular"
    kind = Kind.INVALID


# The house -----------------------------------------------------------------------------------


@dataclass(eq=False)
class HouseBusy(Refusal):
    """The record could not be locked in time; the same request may be sent again."""

    code = "house_busy"
    kind = Kind.BUSY


@dataclass(eq=False)
class DataFolderTaken(Refusal):
    """Another process owns the data folder; SQLite serves one process only."""

    folder: str
    owner: str
    code = "data_folder_taken"
    kind = Kind.BUSY


@dataclass(eq=False)
class DatabaseUnreachable(Refusal):
    """No database answers at the address, or there is no such file."""

    address: str
    code = "database_unreachable"
    kind = Kind.BUSY


@dataclass(eq=False)
class SchemaDiffers(Refusal):
    """The database was not upgraded to this release, or belongs to a later one."""

    found: str
    wanted: str
    code = "schema_differs"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class ClockIsLive(Refusal):
    """Only a demo or test store has a clock that can be moved, and only forward."""

    code = "clock_is_live"
    kind = Kind.CONFLICT
