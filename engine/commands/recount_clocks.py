"""A case follows a notice that was loaded into its calendar."""

from engine.casework.recount import recount
from engine.commands.office import Office
from engine.commands.stuck import step_failed
from engine.store.load import load_case
from engine.store.store import Tx
from engine.store.write import save_case


def recount_clocks(office: Office, tx: Tx, *, case_id: int) -> bool:
    """Count the provisional clocks of a case again; False if nothing changes.

    Raises:
        StepFailed: The drawing could not be followed; the job is to be tried again.
    """
    case = load_case(tx, case_id)
    if case is None:
        return False
    change = recount(office.policy(tx, case.policy_id), office.reader(tx, case))
    if change is None:
        return False
    if change.incident:
        raise step_failed(case, change.incident)
    save_case(tx, case, change.case, change.changes)
    return True
