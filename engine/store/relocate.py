"""A unit goes elsewhere in the tree, or another takes over: everything that lay there follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from engine.domain.places import step
from engine.store.store import Tx
from engine.store.tables import (
    Activation,
    Case,
    Filter,
    Notice,
    Place,
    Post,
    Slot,
    SlotTaken,
    Summons,
    Watcher,
    WorkItem,
)

OLD: BindParameter[Any] = bindparam("of_old")
NEW: BindParameter[Any] = bindparam("to_new")
OF_DISTRICT: BindParameter[Any] = bindparam("of_district")
PATHS: Sequence[InstrumentedAttribute[Any]] = (
    Place.path,
    Post.path,
    Case.path,
    Case.accused,
    Case.handler,
    WorkItem.path,
    Watcher.path,
    Summons.path,
    Notice.path,
    Slot.path,
    SlotTaken.path,
    Filter.shared_with,
    Activation.scope,
)
PLACE_CASES = (
    update(Case)
    .where(Case.district == OF_DISTRICT, Case.path == NEW)
    .values(l2=bindparam("to_l2"), l3=bindparam("to_l3"))
)
PLACE_TASKS = (
    update(WorkItem)
    .where(
        WorkItem.district == OF_DISTRICT,
        WorkItem.case_id.in_(select(Case.id).where(Case.district == OF_DISTRICT, Case.path == NEW)),
    )
    .values(l2=bindparam("to_l2"), l3=bindparam("to_l3"))
)


def relocate(tx: Tx, district: int, moves: Mapping[str, str]) -> None:
    """Let everything at the old paths lie at the new ones, whatever its age; only ids stay."""
    rows = [{"of_district": district, "of_old": old, "to_new": new} for old, new in moves.items()]
    for column in PATHS:
        table = column.class_
        if column.key in {key.name for key in inspect(table).primary_key}:
            tx.execute(_doubles(table, column), rows)
        at_old = (table.district == OF_DISTRICT, column == OLD)
        tx.execute(update(table).where(*at_old).values({column.key: NEW}), rows)
    levels = [
        {"of_district": district, "to_new": new, "to_l2": step(new, 2), "to_l3": step(new, 3)}
        for new in moves.values()
    ]
    tx.execute(PLACE_CASES, levels)
    tx.execute(PLACE_TASKS, levels)


def _doubles(table: Any, column: InstrumentedAttribute[Any]) -> Any:
    """Take away what stands at the new path already, where only one may stand."""
    other = aliased(table)
    same = [
        getattr(other, key.name) == getattr(table, key.name)
        for key in inspect(table).primary_key
        if key.name != column.key
    ]
    stands = exists().where(*same, getattr(other, column.key) == NEW).correlate(table)
    return delete(table).where(table.__table__.c.district == OF_DISTRICT, column == OLD, stands)
