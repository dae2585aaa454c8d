"""A notice is posted to everybody it is for, in the words of the policy, once it may disturb."""

from datetime import datetime

from engine.casework.notices import said_of, told_by
from engine.commands.office import Office
from engine.queries.around import read_around
from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.rows import Changes
from engine.store.store import Tx
from engine.store.write import save_case
from engine.verbs.port import Notice


def post_notice(office: Office, tx: Tx, *, case_id: int, notice: Notice) -> datetime | None:
    """Post a notice of a case; give until when it is to wait, where people are not disturbed.

    The case's file says that it was posted and to whom, never its words.
    """
    case = load_case(tx, case_id)
    if case is None:
        return None
    reader = office.reader(tx, case)
    said = said_of(notice, reader)
    if said.until:
        return said.until
    told = told_by(notice, said.text, read_around(tx, case), reader)
    facts = {"template": notice.template, "to": list(notice.to), "urgency": notice.urgency}
    posted = Happening("post_notice", None, None, {**facts, "seats": len(told)})
    save_case(tx, case, case, Changes(happenings=(posted,), beside=told))
    return None
