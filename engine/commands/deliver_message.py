"""A message between cases arrives: whoever waits for it takes it, in a transaction of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.bpmn import Message
from engine.casework import advance
from engine.commands.office import Office
from engine.commands.stuck import step_failed
from engine.queries.waits import waiting_case
from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.store import Tx
from engine.store.write import save_case


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as its job keeps it, and the case that sent it."""

    name: str
    correlation: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    sender: int | None = None


def deliver_message(office: Office, tx: Tx, *, district: int, letter: Letter) -> bool:
    """Hand a message to the case that waits for it; False while none does, and it is to be held.

    Raises:
        StepFailed: The drawing could not be followed; the job is to be tried again.
    """
    found = waiting_case(tx, district, letter.name, letter.correlation or "")
    case = load_case(tx, found) if found else None
    if case is None:
        return False
    act = Happening(
        "deliver_message",
        None,
        None,
        {"name": letter.name, "correlation": letter.correlation, "sender": letter.sender},
    )
    stimulus = Message(letter.name, letter.payload, letter.correlation)
    change = advance(office.policy(tx, case.policy_id), stimulus, office.reader(tx, case), act)
    if change.incident:
        raise step_failed(case, change.incident)
    if change.delivered:
        save_case(tx, case, change.case, change.changes)
    return change.delivered
