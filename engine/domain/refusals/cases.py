"""Refusals about cases and their tasks."""

from dataclasses import dataclass
from datetime import datetime

from engine.domain.findings import Finding
from engine.domain.refusals.base import AskOtherwise, Kind, Refusal
from engine.domain.reporters import Contact


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
class CannotTakeBack(Refusal):
    """Something has happened since, or something has left the case with it."""

    task: str
    code = "cannot_take_back"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class NotDrawn(Refusal):
    """The case does not wait for this command now; `instead` names what it waits for."""

    number: str
    action: str
    instead: str
    code = "not_drawn"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class NotYourAction(Refusal):
    """The case waits for this command of another post."""

    number: str
    action: str
    role: str
    code = "not_your_action"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class SamePerson(Refusal):
    """Two steps that two different people must do; this one did the other."""

    task: str
    other: str
    code = "same_person"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class OutlineInvalid(Refusal):
    """The outline of a place is no polygon of GeoJSON, or has more than `most` points."""

    most: int
    code = "outline_invalid"
    kind = Kind.INVALID


@dataclass(eq=False)
class UpstreamKnown(Refusal):
    """Another case has this number from above already."""

    upstream: str
    number: str
    code = "upstream_known"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class TaskAlreadyDone(Refusal):
    """Somebody was quicker: who, and when."""

    task: str
    by: str
    at: datetime
    code = "task_already_done"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class TaskClaimed(Refusal):
    """A colleague has taken the task upon them."""

    task: str
    by: str
    code = "task_claimed"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class CannotTake(Refusal):
    """The colleague a task is to go to does not hold the post for it."""

    task: str
    person: str
    code = "cannot_take"
    kind = Kind.INVALID


@dataclass(eq=False)
class DraftTooLarge(Refusal):
    """A draft holds more than `most` kilobytes."""

    most: int
    code = "draft_too_large"
    kind = Kind.TOO_LARGE


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
class LastUnit(AskOtherwise):
    """The only unit that has still to answer cannot be let go."""

    unit: str
    code = "last_unit"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class CannotMerge(AskOtherwise):
    """The case to be joined is over, is not known, or has itself joined this one."""

    number: str
    code = "cannot_merge"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class IncidentNotFound(Refusal):
    """No such incident, or none this person may see; the two are not told apart."""

    incident: str
    code = "incident_not_found"
    kind = Kind.MISSING


@dataclass(eq=False)
class IncidentSettled(Refusal):
    """Somebody has settled the incident before."""

    incident: str
    at: datetime
    code = "incident_settled"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class ReporterUnknown(Refusal):
    """Nobody left a name or a number with the case."""

    number: str
    code = "reporter_unknown"
    kind = Kind.CONFLICT


@dataclass(eq=False)
class RevealRefused(Refusal):
    """The reporter chose not to be known to whoever asks."""

    number: str
    contact: Contact
    code = "reveal_refused"
    kind = Kind.FORBIDDEN


@dataclass(eq=False)
class CheckCodeWrong(Refusal):
    """The check code is another, or there is no such case; the two are not told apart."""

    number: str
    code = "check_code_wrong"
    kind = Kind.MISSING


@dataclass(eq=False)
class CheckCodeLocked(Refusal):
    """Too many check codes were tried for a number."""

    until: datetime
    code = "check_code_locked"
    kind = Kind.TOO_MANY


@dataclass(eq=False)
class MentionRefused(Refusal):
    """Somebody who is mentioned does not see the case, or there is no such person."""

    person: str
    code = "mention_refused"
    kind = Kind.INVALID


@dataclass(eq=False)
class NoticeNotFound(Refusal):
    """No such notice, or none for this person; the two are not told apart."""

    notice: str
    code = "notice_not_found"
    kind = Kind.MISSING
