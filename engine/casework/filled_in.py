"""What a person filled in, checked by the form the drawing names."""

import re
from collections.abc import Mapping
from typing import Any

from engine.bpmn import handed
from engine.casework.answers import Split, split, unread
from engine.casework.reader import CaseReader
from engine.domain.places import Places
from engine.policy.check import Policy
from engine.store.rows import LockedTask
from forms import Known, Reference

OF_PLACES = frozenset({"place", "department"})
# An id of the record; nobody can write a sentence into one.
ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def filled_in(
    policy: Policy, task: LockedTask, answers: Mapping[str, Any], reader: CaseReader
) -> Split:
    """Give what remains of the answers to a task, free text apart.

    A task without a form takes any answers: then free text is what no expression reads.

    Raises:
        AnswersInvalid: Something does not fit the form; each finding points at its field.
    """
    form = policy.form_of(task.element)
    if form is None:
        return split(answers, unread(answers, policy.program.names))
    clean = form.clean(
        answers,
        inputs=inputs_of(policy, task.element, task.task, reader),
        now=reader.now,
        functions=reader.functions,
        known=known_in(reader.surroundings.places),
    )
    return split(clean.answers, form.free_text)


def inputs_of(policy: Policy, element: str, task: str, reader: CaseReader) -> Mapping[str, Any]:
    """Give what the drawing hands to the form of an open task, by the short id of the task."""
    drawn = policy.program.tasks.get(element)
    if drawn is None or not drawn.inputs:
        return {}
    return handed(policy.program, reader.row.snapshot, task, reader.now, reader)


def known_in(places: Places) -> Known:
    """Give the check whether what an answer names is there, and is an id at all."""

    def known(reference: Reference) -> bool:
        if reference.kind in OF_PLACES:
            return places.named(reference.id) is not None
        return ID.fullmatch(reference.id) is not None

    return known
