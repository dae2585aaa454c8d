"""Refusals of the house itself: its database, its folder, its clock."""

from dataclasses import dataclass

from engine.domain.refusals.base import Kind, Refusal


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
class BrokerUnknown(Refusal):
    """The library that speaks to this broker is not installed here, or there is no such broker."""

    broker: str
    code = "broker_unknown"
    kind = Kind.CONFLICT


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


@dataclass(eq=False)
class SecretDiffers(Refusal):
    """Something was closed under another secret than the one the house was started with."""

    code = "secret_differs"
    kind = Kind.CONFLICT
