"""A notice is posted: it becomes an entry of the case's file, which its readers see."""

from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.rows import Changes
from engine.store.store import Tx
from engine.store.write import save_case
from engine.verbs.port import Notice


def post_notice(tx: Tx, *, case_id: int, notice: Notice) -> None:
    """Enter a notice in the file of its case."""
    case = load_case(tx, case_id)
    if case is None:
        return
    facts = {"template": notice.template, "to": notice.to, "urgency": notice.urgency}
    posted = Happening("post_notice", None, None, {**facts, "facts": notice.facts})
    save_case(tx, case, case, Changes(happenings=(posted,)))
