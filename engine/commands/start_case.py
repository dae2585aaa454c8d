"""A case whose drawing could not be started is started again."""

from engine.bpmn import Start
from engine.casework import advance
from engine.commands.office import Office
from engine.commands.stuck import step_failed
from engine.domain.people import Person
from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.write import save_case


def start_case(office: Office, *, case_id: int, by: Person) -> bool:
    """Start a case that is open and has never begun; False if it has.

    Raises:
        StepFailed: The drawing still cannot be followed.
    """
    with office.store.write() as tx:
        case = load_case(tx, case_id)
        if case is None or case.snapshot:
            return False
        act = Happening("start_case", by.id, None, {})
        policy = office.policy(tx, case.policy_id)
        change = advance(policy, Start(), office.reader(tx, case), act)
        if change.incident:
            raise step_failed(case, change.incident)
        save_case(tx, case, change.case, change.changes)
        return True
