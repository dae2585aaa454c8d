"""结案: close the case with an outcome code; after-care may go on in the drawing."""

from engine.domain.refusals import InputInvalid
from engine.domain.words import CaseState, Outcome
from engine.verbs.port import Done, Input, Inputs, Reader, Verb


def close_case(inputs: Inputs, reader: Reader) -> Done:
    """Close the case, or withdraw it where that is its outcome.

    Raises:
        InputInvalid: The outcome is none of the fixed codes.
    """
    outcome = outcome_of(inputs, verb=CLOSE_CASE.name)
    withdrawn = outcome is Outcome.WITHDRAWN
    state = CaseState.WITHDRAWN if withdrawn else CaseState.CLOSED
    return Done(case={"state": state, "outcome": outcome, "closed_at": reader.now})


def outcome_of(inputs: Inputs, *, verb: str) -> Outcome:
    """Give the outcome an input names.

    Raises:
        InputInvalid: It is none of the fixed codes.
    """
    try:
        return Outcome(inputs.get("outcome", ""))
    except ValueError as error:
        raise InputInvalid(verb=verb, input="outcome") from error


CLOSE_CASE = Verb(name="close_case", inputs=(Input("outcome"),), do=close_case)
