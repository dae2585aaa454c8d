"""A message between cases arrives: whoever waits for it takes it, or it opens a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.bpmn import Message, Reach
from engine.casework import advance
from engine.commands.office import Office
from engine.commands.open_by_message import Opening, join_case, leave_case, open_by_message
from engine.commands.stuck import step_failed
from engine.queries.waits import case_opened_by, is_over, opened_by, waiting_case
from engine.store.journal import Happening
from engine.store.load import load_case, read_case
from engine.store.store import Tx
from engine.store.write import save_case


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as its job keeps it, and the case that sent it."""

    name: str
    correlation: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    sender: int | None = None
    reach: str = Reach.ONE


def deliver_message(office: Office, tx: Tx, *, district: int, letter: Letter) -> bool:
    """Hand a message over; False while nobody can receive it, and it is to be held.

    It goes to who waits for it; else it opens a case of the kind that opens on it, or lets the
    sender join the one it opened before. One for a case that is over is let go.

    Raises:
        StepFailed: The drawing could not be followed; the job is to be tried again.
    """
    key = letter.correlation or ""
    if found := waiting_case(tx, district, letter.name, key):
        return _hand_over(office, tx, found, letter)
    if key and letter.sender and (sender := read_case(tx, letter.sender)):
        if letter.reach == Reach.LEAVE:
            return leave_case(tx, sender, key, letter.name)
        if kind := opened_by(tx, district, letter.name):
            if known := case_opened_by(tx, district, kind, key):
                return join_case(tx, known, sender, letter.name)
            opening = Opening(kind, letter.name, key, letter.payload, sender)
            return open_by_message(office, tx, opening)
    return letter.reach == Reach.ONE and is_over(tx, district, key)


def _hand_over(office: Office, tx: Tx, found: int, letter: Letter) -> bool:
    case = load_case(tx, found)
    if case is None:
        return False
    facts = {"name": letter.name, "correlation": letter.correlation, "sender": letter.sender}
    act = Happening("deliver_message", None, None, facts)
    stimulus = Message(letter.name, letter.payload, letter.correlation)
    change = advance(office.policy(tx, case.policy_id), stimulus, office.reader(tx, case), act)
    if change.incident:
        raise step_failed(case, change.incident)
    if change.delivered:
        save_case(tx, case, change.case, change.changes)
    return change.delivered
