"""Incidents: what a person has to look at, one open row for each thing that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson
from sqlalchemy import bindparam, text, update
from sqlalchemy.dialects.postgresql import insert

from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Incident

RAISE = (
    insert(Incident)
    .values(state="open")
    .on_conflict_do_nothing(
        index_elements=["district", "code", "subject"], index_where=text("state = 'open'")
    )
)
SETTLE = (
    update(Incident)
    .where(
        Incident.district == bindparam("of_district"),
        Incident.id == bindparam("of_id"),
        Incident.state == "open",
    )
    .values(state="settled")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong: `code` with its facts is a sentence of the catalogue (`incidents.<code>`).

    `subject` is the id of the job or case that is wrong, 0 the house itself. A fact that is a
    sentence of its own is given by language.
    """

    code: str
    subject: int = 0
    case_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def raise_incident(tx: Tx, district: int, trouble: Trouble) -> None:
    """Tell the keepers; the same trouble is one open incident however often it is found."""
    row = {
        "district": district,
        "id": tx.new_id(district),
        "code": trouble.code,
        "facts": orjson.dumps(trouble.facts).decode(),
        "subject": trouble.subject,
        "case_id": trouble.case_id,
        "opened_at": tx.now,
    }
    tx.execute(RAISE, row)


def settle(tx: Tx, id_: int, by: int | None) -> bool:
    """Close an incident; False if it was not open any more."""
    key = {"of_district": district_of(id_), "of_id": id_}
    return tx.execute(SETTLE, key | {"settled_at": tx.now, "settled_by": by}).rowcount == 1
