"""重开: a case that was resolved or closed is worked on again."""

from engine.domain.words import CaseState
from engine.verbs.port import Done, Inputs, Reader, Verb


def reopen_case(_inputs: Inputs, _reader: Reader) -> Done:
    """Open the case again; how it had ended stays in its journal."""
    after = {"state": CaseState.OPEN, "outcome": None, "resolved_at": None, "closed_at": None}
    return Done(case=after)


REOPEN_CASE = Verb(name="reopen_case", inputs=(), do=reopen_case)
