"""报异常: the drawing asks for a person to look at the case, and goes on."""

from engine.store.deeds import Raised
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def raise_incident(inputs: Inputs, reader: Reader) -> Done:
    """Raise an incident that stays open until somebody settles it.

    Raises:
        InputInvalid: The reason is no code.
    """
    reason = code_of(inputs, "reason", verb=RAISE_INCIDENT.name)
    facts = {"number": reader.row.number, "reason": reason}
    return Done(deeds=(Raised(reason, facts),), told={"reason": reason})


RAISE_INCIDENT = Verb(name="raise_incident", inputs=(Input("reason"),), do=raise_incident)
