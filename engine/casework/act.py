"""A person gives a command the case waits for: extend, urge, withdraw, add a unit, or reopen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.bpmn import Message, Receiver, waiting
from engine.casework.advance import advance
from engine.casework.change import Change
from engine.casework.evidence import attached
from engine.casework.filled_in import filled_in, performed_by, words_of
from engine.casework.reader import CaseReader
from engine.domain.lanes import Lane, read_lane
from engine.domain.people import Person
from engine.domain.words import Action
from engine.policy.check import Policy
from engine.store.journal import Happening

ALLOWS = "shaodao:allows"


@dataclass(frozen=True, slots=True)
class Command:
    """A receiver with a form that waits: `path` is the unit whose people of the lane may act."""

    receiver: Receiver
    lane: Lane
    path: str

    def is_for(self, person: Person, policy: Policy) -> bool:
        """Tell whether a person may give the command: by their post, or by what it permits."""
        if self.lane.is_public:
            return person.may(Action.ACT_FOR_REPORTER)
        properties = policy.program.tasks[self.receiver.element].properties
        allows = properties.get(ALLOWS, "").split()
        return person.holds(self.lane.role, self.path) or any(a in allows for a in person.actions)


def commands_of(policy: Policy, reader: CaseReader) -> Sequence[Command]:
    """Give every command a case waits for now; lanes are asked anew, as the case now stands."""
    if not reader.row.snapshot:
        return ()
    standing = waiting(policy.program, reader.row.snapshot, reader.now, reader)
    found = ((each, read_lane(each.lane)) for each in standing.receivers if each.form)
    return [Command(each, lane, reader.place_of(lane)) for each, lane in found]


def act(
    policy: Policy,
    command: Command,
    answers: Mapping[str, Any],
    *,
    by: Person | None,
    reader: CaseReader,
) -> Change:
    """Give a command with the answers of a person, None being who reported.

    Raises:
        AnswersInvalid: The answers do not fit the form of the command.
    """
    to, actor = command.receiver, by.id if by else None
    parts = filled_in(policy, to.element, to.id, answers, by=by, reader=reader)
    facts = {"message": to.message, "answers": parts.for_journal}
    happening = Happening("act_on_case", actor, to.element, facts)
    known = {**parts.coded, **performed_by(by, command.lane.role, command.path, reader)}
    message = Message(to.message, known, to.correlation, receiver=to.id)
    change = advance(policy, message, reader, happening)
    if change.incident or not change.delivered:
        return change
    files = attached(policy.form_of(to.element), parts.coded, None)
    beside = [*change.changes.beside, *files]
    words = words_of(policy, to.element, parts, by)
    return replace(change, changes=replace(change.changes, words=words, beside=beside))
