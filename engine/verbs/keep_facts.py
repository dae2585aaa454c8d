"""记事项: keep codes, tallies, dates and yes or no with the case."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from engine.domain.refusals import InputInvalid
from engine.feel.plain import instant_or, plain
from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import context_of


def keep_facts(inputs: Inputs, reader: Reader) -> Done:
    """Keep what `set` says and add what `add` says; a null in `set` takes a fact away.

    Raises:
        InputInvalid: One of them is no context, holds free text, or adds what is no number.
    """
    given = context_of(inputs, "set", verb=KEEP_FACTS.name)
    more = context_of(inputs, "add", verb=KEEP_FACTS.name)
    before = orjson.loads(reader.row.facts)
    added = {key: sum_of(before.get(key), by) for key, by in more.items()}
    told = {key: plain(value) for key, value in {**given, **added}.items()}
    after = {key: value for key, value in {**before, **told}.items() if value is not None}
    return Done(case={"facts": orjson.dumps(after).decode()}, told=told)


def sum_of(before: Any, by: Any) -> Decimal:
    """Count on from what there is; what was never counted begins at zero."""
    numbers = (before or 0, by)
    if any(isinstance(n, bool) or not isinstance(n, int | float | Decimal) for n in numbers):
        raise InputInvalid(verb=KEEP_FACTS.name, input="add")
    return sum((Decimal(str(n)) for n in numbers), Decimal(0))


def facts_of(kept: str) -> Mapping[str, Any]:
    """Give the facts that were kept, dates as dates."""
    return {key: instant_or(value) for key, value in orjson.loads(kept).items()}


KEEP_FACTS = Verb(
    name="keep_facts",
    inputs=(Input("set", required=False), Input("add", required=False)),
    do=keep_facts,
)
