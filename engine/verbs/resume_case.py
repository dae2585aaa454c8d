"""恢复: a case that rested is worked on again."""

from engine.domain.words import CaseState
from engine.verbs.port import Done, Inputs, Reader, Verb


def resume_case(_inputs: Inputs, _reader: Reader) -> Done:
    """Open the case again."""
    return Done(case={"state": CaseState.OPEN})


RESUME_CASE = Verb(name="resume_case", inputs=(), do=resume_case)
