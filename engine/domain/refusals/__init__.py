"""Refusals: what was asked cannot be done, and nothing has changed."""

from engine.domain.refusals.asking import (
    NameTaken,
    NotAllowed,
    NotSignedIn,
    NotYours,
    PersonNotFound,
)
from engine.domain.refusals.base import Kind, Refusal
from engine.domain.refusals.cases import (
    CaseNotFound,
    IncidentNotFound,
    InputInvalid,
    PlaceNotFound,
    StepFailed,
    TaskAlreadyDone,
    TaskNotFound,
    TaskTakenAway,
)
from engine.domain.refusals.clocks import (
    CapsCircular,
    ClockBeyondCap,
    ClockInPast,
    ClockNotMovable,
    ClockRowInvalid,
    HoursInvalid,
    LimitInvalid,
    OutsideCalendar,
    YearInvalid,
)
from engine.domain.refusals.house import (
    ClockIsLive,
    DatabaseUnreachable,
    DataFolderTaken,
    HouseBusy,
    SchemaDiffers,
)
from engine.domain.refusals.policies import (
    PackTooLarge,
    PackUnreadable,
    PolicyInvalid,
    PolicyNotActive,
    PolicyNotFound,
    VersionNotFound,
)
from engine.domain.refusals.sent import AnswersInvalid, KeyReused, StaleVersion

__all__ = [
    "AnswersInvalid",
    "CapsCircular",
    "CaseNotFound",
    "ClockBeyondCap",
    "ClockInPast",
    "ClockIsLive",
    "ClockNotMovable",
    "ClockRowInvalid",
    "DataFolderTaken",
    "DatabaseUnreachable",
    "HoursInvalid",
    "HouseBusy",
    "IncidentNotFound",
    "InputInvalid",
    "KeyReused",
    "Kind",
    "LimitInvalid",
    "NameTaken",
    "NotAllowed",
    "NotSignedIn",
    "NotYours",
    "OutsideCalendar",
    "PackTooLarge",
    "PackUnreadable",
    "PersonNotFound",
    "PlaceNotFound",
    "PolicyInvalid",
    "PolicyNotActive",
    "PolicyNotFound",
    "Refusal",
    "SchemaDiffers",
    "StaleVersion",
    "StepFailed",
    "TaskAlreadyDone",
    "TaskNotFound",
    "TaskTakenAway",
    "VersionNotFound",
    "YearInvalid",
]
