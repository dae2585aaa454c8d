"""结案: close the case with an outcome code; after-care may go on in the drawing."""

from engine.domain.refusals import InputInvalid
from engine.domain.words import CaseState, Outcome
from engine.verbs.port import Deed, Input, Inputs, MoveState, Verb


def closing_of(inputs: Inputs) -> tuple[Deed, ...]:
    """Ask for the case to be closed, or withdrawn where that is its outcome.

    Raises:
        InputInvalid: No outcome, or none of the fixed codes.
    """
    try:
        outcome = Outcome(inputs.get("outcome", ""))
    except ValueError as error:
        raise InputInvalid(verb=CLOSE_CASE.name, input="outcome") from error
    withdrawn = outcome is Outcome.WITHDRAWN
    return (MoveState(CaseState.WITHDRAWN if withdrawn else CaseState.CLOSED, outcome),)


CLOSE_CASE = Verb(name="close_case", inputs=(Input("outcome"),), deeds=closing_of)
