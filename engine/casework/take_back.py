"""Somebody takes back what they did last: the drawing stands again where it stood before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.bpmn import Standing, waiting
from engine.casework.advance import STAGE_OF, wait_of
from engine.casework.change import Change
from engine.casework.jobs import timer_job, timer_key
from engine.casework.reader import CaseReader
from engine.policy.check import Policy
from engine.store.deeds import Beside, Reopened, Unmade, Unreached
from engine.store.journal import Happening
from engine.store.rows import Changes, LockedTask, NewJob

# What cannot be taken back: it has left the case, or is kept nowhere as it was.
LEFT = ("sent", "asked", "clocks")


@dataclass(frozen=True, slots=True)
class LastStep:
    """The last entry of a case's journal, and the drawing as it stood before it."""

    verb: str
    actor: int | None
    body: Mapping[str, Any]
    previous: bytes


def can_take_back(policy: Policy, task: LockedTask, last: LastStep, actor: int) -> bool:
    """Tell whether a completion was the last thing that happened, and concerned the drawing alone.

    No message, no verb, no clock came of it, and the case itself changed in nothing but its stage.
    """
    form, changed = policy.form_of(task.element), {*last.body.get("case", {})}
    is_last = (last.verb, last.actor) == ("complete_task", actor)
    fills = bool(form and form.fills)
    left = any(last.body.get(part) for part in LEFT)
    is_own = is_last and last.body.get("task") == task.task
    return is_own and not left and not fills and changed <= {STAGE_OF}


def take_back(
    policy: Policy, task: LockedTask, last: LastStep, actor: int, reader: CaseReader
) -> Change:
    """Put the drawing back to where it stood before a completion."""
    case, program = reader.row, policy.program
    before = waiting(program, last.previous, reader.now, reader)
    after = waiting(program, case.snapshot, reader.now, reader)
    was, _ = last.body.get("case", {}).get(STAGE_OF, (case.stage, None))
    act = Happening("withdraw_action", actor, task.element, {"task": task.task})
    changes = Changes(
        happenings=(act,),
        waits=[wait_of(r) for r in gone(before.receivers, after.receivers)],
        waits_over=[r.id for r in gone(after.receivers, before.receivers)],
        timers=[*timers(before)],
        jobs_dropped=[timer_key(t.id) for t in gone(after.timers, before.timers)],
        beside=[*unmade(before, after, case.seq)],
    )
    return Change(replace(case, snapshot=last.previous, stage=was), changes)


def gone(here: Iterable[Any], there: Iterable[Any]) -> list[Any]:
    """Give what stands here and not there."""
    known = {each.id for each in there}
    return [each for each in here if each.id not in known]


def timers(standing: Standing) -> Iterator[NewJob]:
    """Give the timers that wait for an instant."""
    return (job for timer in standing.timers if (job := timer_job(timer)))


def unmade(before: Standing, after: Standing, seq: int) -> Iterator[Beside]:
    """Give the tasks that are open again, those that never were, and the milestones of the step."""
    yield from (Reopened(task.id) for task in gone(before.tasks, after.tasks))
    yield from (Unmade(task.id) for task in gone(after.tasks, before.tasks))
    yield Unreached(seq)
