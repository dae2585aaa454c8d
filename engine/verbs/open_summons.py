"""吹哨到单位: a unit is called, for a part and a round."""

from decimal import Decimal

from engine.domain.refusals import InputInvalid
from engine.store.deeds import Summoned
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, number_of


def open_summons(inputs: Inputs, reader: Reader) -> Done:
    """Call a unit; one that was called before gets the new part and round.

    Raises:
        InputInvalid: There is no such unit, or part or round is not of its kind.
    """
    verb = OPEN_SUMMONS.name
    unit = reader.places.named(str(inputs["unit"]))
    if unit is None:
        raise InputInvalid(verb=verb, input="unit")
    part = code_of(inputs, "role", verb=verb)
    round_ = int(number_of(inputs, "round", verb=verb) or Decimal(1))
    called = Summoned(unit.code, unit.path, part, round_)
    return Done(deeds=(called,), told={"unit": unit.code, "part": part, "round": round_})


OPEN_SUMMONS = Verb(
    name="open_summons",
    inputs=(Input("unit"), Input("role"), Input("round", required=False)),
    do=open_summons,
)
