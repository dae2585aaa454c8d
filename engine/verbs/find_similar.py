"""查重: look for cases like this one."""

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal

from engine.verbs.port import Done, Input, Inputs, Reader, Verb
from engine.verbs.reading import code_of, context_of, number_of
from engine.verbs.record import Wanted


def find_similar(inputs: Inputs, reader: Reader) -> Done:
    """Look back over some days; by default for the same kind, category and place.

    Raises:
        InputInvalid: An input is not of its kind.
    """
    verb, row = FIND_SIMILAR.name, reader.row
    days = number_of(inputs, "days", verb=verb) or Decimal(0)
    metres = number_of(inputs, "metres", verb=verb)
    given = {name for name in ("kind", "category") if inputs.get(name) is not None}
    wanted = Wanted(
        since=reader.now - timedelta(days=float(days)),
        kind=code_of(inputs, "kind", verb=verb) if "kind" in given else row.kind,
        category=code_of(inputs, "category", verb=verb) if "category" in given else row.category,
        metres=None if metres is None else float(metres),
        facts=context_of(inputs, "match", verb=verb),
    )
    return Done(values=asdict(reader.record.similar(wanted)))


FIND_SIMILAR = Verb(
    name="find_similar",
    inputs=(
        Input("days"),
        Input("metres", required=False),
        Input("match", required=False),
        Input("kind", required=False),
        Input("category", required=False),
    ),
    do=find_similar,
)
