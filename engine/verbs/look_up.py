"""查台账: read the open rows of a register."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.domain.refusals import InputInvalid
from engine.feel.plain import instant_or, plain
from engine.store.deeds import Registered, Struck
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, context_of
from engine.verbs.record import RegisterEntry


def look_up(inputs: Inputs, reader: Reader) -> Done:
    """Give the rows that hold all of some values, the newest first; sealed ones are left out.

    Raises:
        InputInvalid: An input is not of its kind.
    """
    verb = LOOK_UP.name
    register = code_of(inputs, "register", verb=verb)
    match = {key: plain(value) for key, value in context_of(inputs, "match", verb=verb).items()}
    of_case = inputs.get("of_case") or False
    if not isinstance(of_case, bool):
        raise InputInvalid(verb=verb, input="of_case")
    kept = reader.record.rows(register, match=match, of_case=of_case)
    rows = [shown(entry) for entry in as_left(kept, register, match, reader)]
    return Done(values={"rows": rows, "count": len(rows)})


def as_left(
    kept: Iterator[RegisterEntry] | Any, register: str, match: Mapping[str, Any], reader: Reader
) -> Iterator[RegisterEntry]:
    """Give the rows as this step has left them: its own first, without those it has struck."""
    own = [d for d in reader.deeds if isinstance(d, Registered) and d.register == register]
    gone = {d.number for d in reader.deeds if isinstance(d, Struck) and d.register == register}
    new = (RegisterEntry(d.number, d.document, reader.now, d.row) for d in own if not d.sealed)
    for entry in (*reversed([*new]), *kept):
        if entry.number not in gone and match.items() <= entry.row.items():
            yield entry


def shown(entry: RegisterEntry) -> dict[str, Any]:
    """Give a row as expressions see it."""
    values = {key: instant_or(value) for key, value in entry.row.items()}
    return {**values, "number": entry.number, "document": entry.document, "at": entry.at}


LOOK_UP = Verb(
    name="look_up",
    inputs=(Input("register"), Input("match", required=False), Input("of_case", required=False)),
    do=look_up,
)
