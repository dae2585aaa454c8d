"""销号: a row of a register ends now."""

from engine.store.deeds import Struck
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def strike_row(inputs: Inputs, _reader: Reader) -> Done:
    """End the row of a number; one that has ended stays as it is.

    Raises:
        InputInvalid: Register or number is no code.
    """
    register, number = (code_of(inputs, n, verb=STRIKE_ROW.name) for n in ("register", "number"))
    return Done(deeds=(Struck(register, number),), told={"register": register, "number": number})


STRIKE_ROW = Verb(name="strike_row", inputs=(Input("register"), Input("number")), do=strike_row)
