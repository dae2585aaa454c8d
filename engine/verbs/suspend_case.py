"""挂起: the case rests; its clocks are held by `hold_clocks`."""

from engine.domain.words import CaseState
from engine.verbs.port import Done, Inputs, Reader, Verb


def suspend_case(_inputs: Inputs, _reader: Reader) -> Done:
    """Let the case rest."""
    return Done(case={"state": CaseState.SUSPENDED})


SUSPEND_CASE = Verb(name="suspend_case", inputs=(), do=suspend_case)
