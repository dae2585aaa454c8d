"""What a step leaves to be done later: timers, notices, and messages for other cases."""

from collections.abc import Iterator
from enum import StrEnum

from engine.bpmn import Outcome, SentMessage, SetTimer, encoded
from engine.store.rows import NewJob, topic
from engine.verbs.port import Notice


class JobKind(StrEnum):
    """What the jobs of a case do when they are due."""

    TIMER = "timer"
    MESSAGE = "message"
    NOTICE = "notice"


def timer_key(timer: str) -> str:
    """Name the job of a timer; the timer's id is unique within its case."""
    return f"t.{timer}"


def timers_in(outcome: Outcome) -> Iterator[NewJob]:
    """Give the timers that were set or moved; one that waits for its clock has no instant yet."""
    return (job for timer in outcome.timers.set if (job := timer_job(timer)))


def timer_job(timer: SetTimer) -> NewJob | None:
    """Ring a timer at its instant; one that waits for its clock has none yet."""
    if timer.due is None:
        return None
    args = {"timer": timer.id, "clocks": timer.clocks, "unit": timer.unit}
    return NewJob(key=timer_key(timer.id), kind=JobKind.TIMER, due=timer.due, args=args)


def timers_over(outcome: Outcome) -> Iterator[str]:
    """Give the jobs of timers that are gone, and of those that wait for a clock to be let go."""
    for timer in outcome.timers.dropped:
        yield timer_key(timer)
    for waiting in outcome.timers.set:
        if waiting.due is None:
            yield timer_key(waiting.id)


def message_job(message: SentMessage) -> NewJob:
    """Keep a message until it can be received."""
    return NewJob(
        key=f"m.{message.key}",
        kind=JobKind.MESSAGE,
        topic=topic(message.name, message.correlation or ""),
        args={
            "name": message.name,
            "correlation": message.correlation,
            "payload": encoded(message.payload),
            "reach": message.reach,
        },
    )


def notice_job(key: str, notice: Notice) -> NewJob:
    """Send a notice once."""
    return NewJob(
        key=f"n.{key}",
        kind=JobKind.NOTICE,
        args={
            "template": notice.template,
            "to": list(notice.to),
            "urgency": notice.urgency,
            "facts": encoded(notice.facts),
        },
    )
