"""Somebody learns who reported, for a purpose: the case's journal and its viewings tell it."""

from engine.commands.note_viewing import note
from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import ReporterUnknown, RevealRefused
from engine.domain.reporters import Voice
from engine.queries.found import lock_case
from engine.queries.readable import PURPOSE
from engine.queries.voices import may_reveal
from engine.store.journal import Happening, seal
from engine.store.rows import Changes, KeptWords
from engine.store.voices import contact_of, open_voice
from engine.store.write import save_case


def reveal_reporter(office: Office, *, number: str, purpose: str, by: Person) -> Voice:
    """Open who reported a case.

    Raises:
        CaseNotFound: No such case, or none this person may see.
        ReporterUnknown: Nobody left a name or a number.
        RevealRefused: The reporter chose not to be known to this person.
    """
    with office.store.write() as tx:
        case = lock_case(tx, by, number)
        contact = contact_of(tx, case.id)
        voice = open_voice(tx, office.seals, case.id)
        if contact is None or voice is None or not voice.is_known:
            raise ReporterUnknown(number=number)
        if not may_reveal(tx, by, case, contact):
            raise RevealRefused(number=number, contact=contact)
        sealed = seal(purpose)
        happening = Happening("reveal_reporter", by.id, None, {"purpose": sealed.digest})
        kept = KeptWords(kind=PURPOSE, field="purpose", body=purpose, key=sealed.key, by=by.id)
        save_case(tx, case, case, Changes(happenings=(happening,), words=(kept,)))
        note(tx, case.id, by, "reporter")
        return voice
