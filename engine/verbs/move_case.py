"""移交: another unit handles the case from now on; the one that had it goes on watching."""

from engine.store.deeds import Watched
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, unit_of


def move_case(inputs: Inputs, reader: Reader) -> Done:
    """Move the case to a level above its place or to a unit; never to who is accused.

    Raises:
        InputInvalid: There is no such unit, or `move` is no code.
    """
    unit, row = unit_of(inputs, "to", reader, verb=MOVE_CASE.name), reader.row
    how = code_of(inputs, "move", verb=MOVE_CASE.name) if inputs.get("move") else None
    leaves = row.handler is not None and row.handler != unit.path
    was = reader.places.by_path.get(row.handler or "")
    return Done(
        values={"unit": unit.code, "level": unit.level},
        case={"handler": unit.path},
        deeds=(Watched(str(row.handler)),) if leaves else (),
        told={"move": how, "from": was.code if was else None, "to": unit.code},
    )


MOVE_CASE = Verb(
    name="move_case", inputs=(Input("to"), Input("move", required=False)), do=move_case
)
