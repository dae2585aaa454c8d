"""Lists of cases: filters, search, pages."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.case_file.shapes import CaseShown
from api.identity import asking
from api.paging import Listed, Wanted, turned
from api.schemas import Length
from engine.domain.words import CaseState
from engine.queries.cases import CaseBox, CaseCard, CaseFilter, read_cases
from engine.queries.spots import spot_at, spot_of
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.wiring import Engine

CODE = Length(64)
LONGEST_QUESTION = 100


class CaseWanted(Wanted):
    """Which cases: every part narrows the list; `q` is a number or words of the text."""

    box = fields.Enum(CaseBox, by_value=True, load_default=CaseBox.VISIBLE)
    state = fields.Enum(CaseState, by_value=True)
    stage = fields.String(validate=CODE)
    kind = fields.String(validate=CODE)
    category = fields.String(validate=CODE, metadata={"description": "How it begins"})
    channel = fields.String(validate=CODE)
    unit = fields.String(validate=CODE, metadata={"description": "Code of the unit in charge"})
    place = fields.String(validate=CODE, metadata={"description": "Code; what lies below counts"})
    overdue = fields.Boolean()
    since = fields.AwareDateTime(data_key="from")
    until = fields.AwareDateTime(data_key="to")
    words = fields.String(data_key="q", validate=Length(LONGEST_QUESTION))


class CaseEntry(CaseShown):
    """A case as the list shows it."""

    overdue = fields.Boolean(required=True)


class CaseList(Listed):
    """One page of cases."""

    cases = fields.List(fields.Nested(CaseEntry), required=True)


def blueprint_for(engine: Engine) -> Blueprint:
    """Open the door of lists."""
    blueprint = Blueprint(
        "case-list", __name__, url_prefix="/api/v1/cases", description="事件 / Cases"
    )

    @blueprint.get("")
    @blueprint.arguments(CaseWanted, location="query")
    @blueprint.response(200, CaseList)
    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        """List the cases one may see, the newest first."""
        after, size = wanted.pop("after"), wanted.pop("size")
        with engine.office.store.read() as tx:
            narrowed = filter_of(engine, tx, wanted)
            page = read_cases(tx, asking(), narrowed, after=after, size=size)
            cases = [shown(engine, tx, card) for card in page.cards]
        return {"cases": cases, **turned(page)}

    return blueprint


def filter_of(engine: Engine, tx: Tx, wanted: dict[str, Any]) -> CaseFilter:
    """Give the filter of a checked query, its places by their paths.

    Raises:
        PlaceNotFound: There is no such place or unit.
    """
    places = engine.office.surroundings(tx, asking().district).places
    for part in ("unit", "place"):
        if code := wanted.get(part):
            wanted[part] = places.required(code).path
    return CaseFilter(**wanted)


def shown(engine: Engine, tx: Tx, card: CaseCard) -> dict[str, Any]:
    """Give a case with what its stage, place and unit are called."""
    places = engine.office.surroundings(tx, asking().district).places
    unit = places.by_path.get(card.handler or "")
    due = None if card.due_at in {None, NEVER} else card.due_at
    return {
        **{name: getattr(card, name) for name in card.__slots__},
        "stage_name": engine.office.policy(tx, card.policy_id).name_of(card.stage),
        "place": spot_of(places, card.place_id),
        "unit": spot_at(places, card.handler),
        "level": unit.level if unit else None,
        "due": due,
        "overdue": due is not None and due <= tx.now,
    }
