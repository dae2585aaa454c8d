"""Who reported is forgotten, with everything written in their and others' own words."""

from dataclasses import replace

from engine.commands.office import Office
from engine.domain.people import Person
from engine.queries.found import lock_case
from engine.store.journal import Happening
from engine.store.rows import Changes
from engine.store.voices import erase_voices
from engine.store.words import erase
from engine.store.write import save_case


def erase_reporter(office: Office, *, number: str, by: Person) -> None:
    """Erase who reported a case, and all free text of it; its chain of hashes stays whole.

    Raises:
        CaseNotFound: No such case, or none this person may see.
    """
    with office.store.write() as tx:
        case = lock_case(tx, by, number)
        save_case(
            tx,
            case,
            replace(case, alike=None),
            Changes(happenings=(Happening("erase", by.id, None, {}),)),
        )
        erase_voices(tx, case.id)
        erase(tx, case.id)
