"""What the store refuses: a folder somebody else owns, a database of another release."""

from dataclasses import dataclass

from engine.domain.refusals import Kind, Refusal


@dataclass(eq=False)
class DataFolderTaken(Refusal):
    """Another process owns the data folder; SQLite serves one process only."""

    folder: str
    owner: str
    code = "data_folder_taken"
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
