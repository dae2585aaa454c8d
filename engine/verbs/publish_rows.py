"""一次公开: the sealed rows of this case are opened together."""

from engine.store.deeds import Opened
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of


def publish_rows(inputs: Inputs, _reader: Reader) -> Done:
    """Open the rows this case wrote into a register, of one number where it is given.

    Raises:
        InputInvalid: Register or number is no code.
    """
    verb, given = PUBLISH_ROWS.name, inputs.get("number") is not None
    register = code_of(inputs, "register", verb=verb)
    number = code_of(inputs, "number", verb=verb) if given else None
    return Done(deeds=(Opened(register, number),), told={"register": register})


PUBLISH_ROWS = Verb(
    name="publish_rows",
    inputs=(Input("register"), Input("number", required=False)),
    do=publish_rows,
)
