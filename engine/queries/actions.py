"""What a person, or who reported, may do with a case now besides their tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.casework import CaseReader, inputs_of
from engine.casework.act import Command, commands_of
from engine.casework.record import plain
from engine.domain.people import Person
from engine.policy.check import Policy


@dataclass(frozen=True, slots=True)
class Action:
    """A command a case waits for; `id` names the receiver, `form` is drawn in form-js JSON."""

    id: str
    element: str
    name: str
    message: str
    unit: str
    form: Any = None
    inputs: Mapping[str, Any] = field(default_factory=dict)


def actions_of(policy: Policy, person: Person | None, reader: CaseReader) -> Sequence[Action]:
    """Give the commands open to a person, None being who reported."""
    return [action_of(c, policy, reader) for c in open_to(person, policy, reader)]


def open_to(person: Person | None, policy: Policy, reader: CaseReader) -> Sequence[Command]:
    """Give the commands that wait for a person, None being who reported."""
    return [
        command
        for command in commands_of(policy, reader)
        if (command.is_for(person, policy) if person else command.lane.is_public)
    ]


def action_of(command: Command, policy: Policy, reader: CaseReader) -> Action:
    """Describe a command with its form and what the drawing hands to it."""
    to = command.receiver
    form = policy.form_of(to.element)
    handed = inputs_of(policy, to.element, to.id, reader) if form else {}
    inputs = {name: plain(value) for name, value in handed.items()}
    drawing = form.drawing if form else None
    return Action(to.id, to.element, to.name, to.message, to.unit, drawing, inputs)
