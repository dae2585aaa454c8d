"""登台账: a row of a register, with its number; it ends one day and is never changed."""

from engine.domain.refusals import InputInvalid
from engine.feel.plain import plain
from engine.store.deeds import Registered
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, context_of


def register_row(inputs: Inputs, reader: Reader) -> Done:
    """Write a row; without a number it is counted within the case.

    Raises:
        InputInvalid: Register, number or document is no code, or the row holds free text.
    """
    verb = REGISTER_ROW.name
    register = code_of(inputs, "register", verb=verb)
    row = context_of(inputs, "row", verb=verb)
    number, document = (
        code_of(inputs, name, verb=verb) if inputs.get(name) is not None else None
        for name in ("number", "document")
    )
    sealed = inputs.get("sealed") or False
    if not isinstance(sealed, bool):
        raise InputInvalid(verb=verb, input="sealed")
    kept = {key: plain(value) for key, value in row.items() if value is not None}
    written = Registered(register, number or next_number(reader), document, kept, sealed)
    told = {"register": register, "number": written.number}
    return Done(values={"number": written.number}, deeds=(written,), told=told)


def next_number(reader: Reader) -> str:
    """Count the rows of the case on."""
    new = sum(isinstance(deed, Registered) for deed in reader.deeds)
    return f"{reader.row.number}-{reader.record.rows_written() + new + 1:02d}"


REGISTER_ROW = Verb(
    name="register_row",
    inputs=(
        Input("register"),
        Input("row"),
        Input("number", required=False),
        Input("document", required=False),
        Input("sealed", required=False),
    ),
    do=register_row,
)
