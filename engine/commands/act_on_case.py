"""A person gives a command a case waits for; one it does not wait for is refused in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.casework import CaseReader
from engine.casework.act import Command, act, commands_of
from engine.commands.completed import Completed, settled
from engine.commands.four_eyes import check_apart
from engine.commands.office import Office
from engine.commands.once import Request, Voice, once
from engine.commands.stuck import Held
from engine.domain.people import Person
from engine.domain.refusals import CaseNotFound, NotDrawn, NotYourAction, Refusal
from engine.policy.check import Policy
from engine.queries.actions import open_to
from engine.queries.found import find_case
from engine.store.ids import district_of
from engine.store.load import load_case
from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which command: by the message it waits for, or by the very receiver."""

    message: str = ""
    receiver: str | None = None

    def fits(self, command: Command) -> bool:
        """Tell whether a command is the one meant."""
        to = command.receiver
        return to.id == self.receiver if self.receiver else to.message == self.message


def act_on_case(
    office: Office,
    *,
    number: str,
    wanted: Wanted,
    answers: Mapping[str, Any],
    by: Person,
    key: str | None = None,
) -> Completed:
    """Give a command to a case.

    Raises:
        CaseNotFound: No such case, or none this person may see.
        NotDrawn: The case does not wait for it now; the sentence says what can be done.
        NotYourAction: It belongs to another post.
        SamePerson: The drawing keeps it apart from what this person did.
        AnswersInvalid: The answers do not fit the form; each finding points at its field.
        AskOtherwise: The answers ask for what cannot be.
        StepFailed: The drawing could not be followed; the answers are kept with an incident.
    """
    request = Request(by, key, ("act_on_case", number, wanted.message, wanted.receiver, answers))

    def work(tx: Tx) -> Completed | Refusal:
        case = load_case(tx, find_case(tx, by, number).id)
        if case is None:
            raise CaseNotFound(number=number)
        policy, reader = office.policy(tx, case.policy_id), office.reader(tx, case)
        command = chosen(wanted, open_to(by, policy, reader), policy, reader)
        check_apart(tx, policy, case, command.receiver.element, by)
        return give(tx, policy, command, answers, by=by, reader=reader)

    return once(office, request, work, Completed)


def act_publicly(
    office: Office,
    *,
    case_id: int,
    wanted: Wanted,
    answers: Mapping[str, Any],
    key: str | None = None,
) -> Completed:
    """Give a command as who reported; the caller has seen their check code.

    Raises:
        CaseNotFound: No such case.
        NotDrawn: The case does not wait for it now; the sentence says what can be done.
        AnswersInvalid: The answers do not fit the form; each finding points at its field.
        AskOtherwise: The answers ask for what cannot be.
        StepFailed: The drawing could not be followed; the answers are kept with an incident.
    """
    request = Request(Voice(district_of(case_id), case_id), key, ("act_publicly", wanted, answers))

    def work(tx: Tx) -> Completed | Refusal:
        case = load_case(tx, case_id)
        if case is None:
            raise CaseNotFound(number=str(case_id))
        policy, reader = office.policy(tx, case.policy_id), office.reader(tx, case)
        command = chosen(wanted, open_to(None, policy, reader), policy, reader)
        return give(tx, policy, command, answers, by=None, reader=reader)

    return once(office, request, work, Completed)


def chosen(wanted: Wanted, mine: Sequence[Command], policy: Policy, reader: CaseReader) -> Command:
    """Give the command that is meant.

    Raises:
        NotYourAction: It waits, but for another post.
        NotDrawn: It does not wait.
    """
    if found := next(filter(wanted.fits, mine), None):
        return found
    number = reader.row.number
    if other := next(filter(wanted.fits, commands_of(policy, reader)), None):
        raise NotYourAction(number=number, action=other.receiver.name, role=other.lane.role)
    instead = "、".join(dict.fromkeys(command.receiver.name for command in mine))
    raise NotDrawn(number=number, action=wanted.message, instead=instead or "-")


def give(
    tx: Tx,
    policy: Policy,
    command: Command,
    answers: Mapping[str, Any],
    *,
    by: Person | None,
    reader: CaseReader,
) -> Completed | Refusal:
    """Give a command; where the drawing cannot be followed the answers are kept."""
    case = reader.row
    change = act(policy, command, answers, by=by, reader=reader)
    held = Held(answers, by.id if by else None, message=command.receiver.message)
    return settled(tx, case, change, held)
