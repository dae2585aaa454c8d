"""A person finishes a task: the answers part, the drawing moves, the milestone is reached."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from engine.bpmn import Complete
from engine.casework.advance import advance
from engine.casework.change import Change
from engine.casework.evidence import attached
from engine.casework.filled_in import filled_in, performed_by, words_of
from engine.casework.reader import CaseReader
from engine.domain.people import Person
from engine.policy.check import Policy
from engine.store.journal import Happening
from engine.store.rows import Finished, LockedTask, Reached


def complete(
    policy: Policy,
    task: LockedTask,
    answers: Mapping[str, Any],
    *,
    by: Person | None,
    reader: CaseReader,
) -> Change:
    """Finish a task with the answers of a person, None being who reported.

    Raises:
        AnswersInvalid: The answers do not fit the form of the task.
    """
    parts = filled_in(policy, task.element, task.task, answers, by=by, reader=reader)
    actor = by.id if by else None
    facts = {"task": task.task, "answers": parts.for_journal, **_stood_in(by, task)}
    act = Happening("complete_task", actor, task.element, facts)
    known = {**parts.coded, **performed_by(by, task.role, task.path, reader)}
    change = advance(policy, Complete(task.task, known), reader, act)
    if change.incident or not change.delivered:
        return change
    form = policy.form_of(task.element)
    done = Finished(task=task.task, by=actor, answers=orjson.dumps(parts.record).decode())
    changes = replace(
        change.changes,
        finished=(done,),
        words=words_of(policy, task.element, parts, by, task.id),
        beside=[*change.changes.beside, *attached(form, parts.coded, task.id)],
        reached=[*_reached(policy, task, actor), *change.changes.reached],
    )
    return replace(change, changes=changes)


def _stood_in(by: Person | None, task: LockedTask) -> dict[str, Any]:
    absent = by.acting_for(task.role, task.path) if by else None
    return {"for": absent} if absent else {}


def _reached(policy: Policy, task: LockedTask, actor: int | None) -> list[Reached]:
    drawn = policy.program.tasks.get(task.element)
    if drawn is None or not drawn.milestone:
        return []
    return [
        Reached(key=drawn.milestone, scope=task.path, due_at=task.due_at, by=actor, item_id=task.id)
    ]
