"""The tables as typed classes: read and tested as objects, written by prepared statements."""

from engine.store.columns import Base
from engine.store.tables.cases import (
    IS_ACTIVE,
    IS_OPEN,
    IS_PROVISIONAL,
    Case,
    Clock,
    Milestone,
    Reporter,
    Wait,
    Words,
    WorkItem,
)
from engine.store.tables.house import CalendarYear, Mark, NumberBlock
from engine.store.tables.jobs import IS_READY, IS_SUSPECT, Held, Idempotency, Incident, Job
from engine.store.tables.people import Login, Person, Place, Post, Role
from engine.store.tables.policies import (
    Activation,
    Approval,
    Draft,
    DraftFile,
    Policy,
    PolicyFile,
    PolicyVersion,
)
from engine.store.tables.trail import Anchor, Entry

__all__ = [
    "IS_ACTIVE",
    "IS_OPEN",
    "IS_PROVISIONAL",
    "IS_READY",
    "IS_SUSPECT",
    "Activation",
    "Anchor",
    "Approval",
    "Base",
    "CalendarYear",
    "Case",
    "Clock",
    "Draft",
    "DraftFile",
    "Entry",
    "Held",
    "Idempotency",
    "Incident",
    "Job",
    "Login",
    "Mark",
    "Milestone",
    "NumberBlock",
    "Person",
    "Place",
    "Policy",
    "PolicyFile",
    "PolicyVersion",
    "Post",
    "Reporter",
    "Role",
    "Wait",
    "Words",
    "WorkItem",
]
