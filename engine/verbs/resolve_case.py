"""办结: the case is resolved with an outcome code; what is asked of the resident may follow."""

from engine.domain.words import CaseState
from engine.verbs.close_case import outcome_of
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def resolve_case(inputs: Inputs, reader: Reader) -> Done:
    """Resolve the case.

    Raises:
        InputInvalid: The outcome is none of the fixed codes.
    """
    outcome = outcome_of(inputs, verb=RESOLVE_CASE.name)
    after = {"state": CaseState.RESOLVED, "outcome": outcome, "resolved_at": reader.now}
    return Done(case=after)


RESOLVE_CASE = Verb(name="resolve_case", inputs=(Input("outcome"),), do=resolve_case)
