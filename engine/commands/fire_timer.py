"""A deadline rings: the drawing decides what happens then."""

from engine.casework.ring import Timer, ring
from engine.commands.office import Office
from engine.commands.stuck import step_failed
from engine.store.load import load_case
from engine.store.store import Tx
from engine.store.write import save_case


def fire_timer(office: Office, tx: Tx, *, case_id: int, timer: Timer) -> bool:
    """Ring a timer of a case; False if it is gone or was moved, and nothing changes.

    Raises:
        StepFailed: The drawing could not be followed; the job is to be tried again.
    """
    case = load_case(tx, case_id)
    if case is None:
        return False
    change = ring(office.policy(tx, case.policy_id), timer, office.reader(tx, case))
    if change.incident:
        raise step_failed(case, change.incident)
    if change.delivered:
        save_case(tx, case, change.case, change.changes)
    return change.delivered
