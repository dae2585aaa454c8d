"""Four eyes: whoever did one step may not do the other, where the drawing keeps them apart."""

from engine.domain.people import Person
from engine.domain.refusals import SamePerson
from engine.policy.check import Policy
from engine.queries.performers import has_done
from engine.store.rows import LockedCase
from engine.store.store import Tx

APART = "shaodao:apart-from"


def check_apart(tx: Tx, policy: Policy, case: LockedCase, element: str, by: Person) -> None:
    """Make sure that somebody else did what an element is kept apart from.

    Raises:
        SamePerson: This very person did it.
    """
    drawn = policy.program.tasks.get(element)
    apart = drawn.properties.get(APART, "").replace(",", " ").split() if drawn else []
    if drawn and apart and has_done(tx, case, by.id, apart):
        names = [policy.program.tasks[e].name for e in apart if e in policy.program.tasks]
        raise SamePerson(task=drawn.name, other="、".join(names))
