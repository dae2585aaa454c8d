"""A person finishes a task: the answers part, the drawing moves, the milestone is reached."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from engine.bpmn import Complete
from engine.casework.advance import advance
from engine.casework.answers import Split
from engine.casework.change import Change
from engine.casework.filled_in import filled_in
from engine.casework.reader import CaseReader
from engine.domain.people import Person
from engine.policy.check import Policy
from engine.store.journal import Happening
from engine.store.rows import Finished, KeptWords, LockedTask, Reached


def complete(
    policy: Policy, task: LockedTask, answers: Mapping[str, Any], *, by: Person, reader: CaseReader
) -> Change:
    """Finish a task with a person's answers and say what that changes.

    Raises:
        AnswersInvalid: The answers do not fit the form of the task.
    """
    parts = filled_in(policy, task, answers, reader)
    away = by.acting_for(task.role, task.path)
    facts = {"task": task.task, "answers": parts.for_journal} | ({"for": away} if away else {})
    act = Happening("complete_task", by.id, task.element, facts)
    change = advance(policy, Complete(task.task, parts.coded), reader, act)
    if change.incident or not change.delivered:
        return change
    changes = replace(
        change.changes,
        finished=(Finished(task=task.task, by=by.id, answers=orjson.dumps(parts.record).decode()),),
        words=_words(parts, task, by),
        reached=_reached(policy, task, by),
    )
    return replace(change, changes=changes)


def _words(parts: Split, task: LockedTask, by: Person) -> list[KeptWords]:
    return [
        KeptWords(kind="answer", field=key, body=text, key=sealed.key, item_id=task.id, by=by.id)
        for key, (text, sealed) in parts.texts.items()
    ]


def _reached(policy: Policy, task: LockedTask, by: Person) -> list[Reached]:
    drawn = policy.program.tasks.get(task.element)
    if drawn is None or not drawn.milestone:
        return []
    return [
        Reached(key=drawn.milestone, scope=task.path, due_at=task.due_at, by=by.id, item_id=task.id)
    ]
