"""The queue of record: outbox, timers, retries, dead letters; and what keeps a retry harmless."""

from enum import IntEnum

from sqlalchemy import Index, UniqueConstraint, literal_column, text
from sqlalchemy.orm import Mapped

from engine.store.columns import KEYED, Base, Big, Bytes, District, Id, Key, LongText, Small, When


def ready_only(name: str, *columns: str) -> Index:
    """Index what the relay reads: a job that is done leaves the index."""
    where = text("state = 'ready'")
    return Index(name, *columns, postgresql_where=where, sqlite_where=where)


class Held(IntEnum):
    """Who has a job that is ready: nobody, somebody on the way to a worker, a worker."""

    NO = 0
    SENT = 1
    STARTED = 2


class Job(Base):
    """Something to do once `due` has come; `due` is also the lease while somebody has it.

    `topic` names the message it delivers. `attempts` counts failures, `losses` the workers that
    died over it.
    """

    __tablename__ = "job"
    district: Mapped[District]
    id: Mapped[Id]
    key: Mapped[str]
    kind: Mapped[str]
    case_id: Mapped[Big | None]
    topic: Mapped[str | None]
    args: Mapped[LongText]
    state: Mapped[str]  # ready, done, dead
    due: Mapped[When]
    held: Mapped[Small]  # see `Held`
    attempts: Mapped[Small]
    losses: Mapped[Small]
    error: Mapped[LongText | None]
    __table_args__ = (
        UniqueConstraint("district", "key"),
        ready_only("job_due", "due", "id"),
        ready_only("job_case", "district", "case_id"),
        # A job over which two workers died may be the poison; it runs alone from then on.
        Index(
            "job_suspect",
            "due",
            postgresql_where=text("state = 'ready' and losses >= 2"),
            sqlite_where=text("state = 'ready' and losses >= 2"),
        ),
        Index(
            "job_topic",
            "district",
            "topic",
            postgresql_where=text("topic is not null"),
            sqlite_where=text("topic is not null"),
        ),
    )


# Written out and not bound: only so do the databases see that an index of ready jobs will do.
IS_READY = Job.state == literal_column("'ready'")
IS_SUSPECT = Job.losses >= literal_column("2")


class Idempotency(Base):
    """The answer to a request that carried a key, kept for as long as it may be repeated."""

    __tablename__ = "idempotency"
    district: Mapped[District]
    person_id: Mapped[Id]
    key: Mapped[Key]
    request: Mapped[Bytes]
    status: Mapped[Small]
    response: Mapped[LongText]
    at: Mapped[When]
    __table_args__ = (KEYED,)


class Incident(Base):
    """Something a person must look at: `code` with its facts is a sentence of the catalogue."""

    __tablename__ = "incident"
    district: Mapped[District]
    id: Mapped[Id]
    code: Mapped[str]
    facts: Mapped[LongText]
    subject: Mapped[Big]  # the id of what is wrong: a job, a case; 0 is the house itself
    case_id: Mapped[Big | None]
    state: Mapped[str]  # open, settled
    opened_at: Mapped[When]
    settled_at: Mapped[When | None]
    settled_by: Mapped[Big | None]
    __table_args__ = (
        # One open incident per thing that is wrong, however often it is found.
        Index(
            "incident_open",
            "district",
            "code",
            "subject",
            unique=True,
            postgresql_where=text("state = 'open'"),
            sqlite_where=text("state = 'open'"),
        ),
    )
