"""回单: a unit that was called has answered."""

from engine.store.deeds import Answered
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def answer_summons(inputs: Inputs, _reader: Reader) -> Done:
    """End the summons of a unit with its result.

    Raises:
        InputInvalid: Unit or result is no code.
    """
    unit, result = (code_of(inputs, n, verb=ANSWER_SUMMONS.name) for n in ("unit", "result"))
    return Done(deeds=(Answered(unit, result),), told={"unit": unit, "result": result})


ANSWER_SUMMONS = Verb(
    name="answer_summons", inputs=(Input("unit"), Input("result")), do=answer_summons
)
