"""A district with one policy, and cases in it, as the store's tests need them."""

from dataclasses import replace

from sqlalchemy import insert

from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.rows import Changes, LockedCase, NewTask
from engine.store.store import Store, Tx
from engine.store.tables import Policy, PolicyVersion
from engine.store.write import Saved, lay_down, save_case

DISTRICT = 1


def make_policy(tx: Tx, district: int = DISTRICT) -> int:
    tx.execute(insert(Policy), {"district": district, "key": "case_main", "name": "事件办理"})
    version = tx.new_id(district)
    row = {"district": district, "id": version, "key": "case_main", "number": 1, "note": ""}
    tx.execute(insert(PolicyVersion), row | {"digest": b"", "made_at": tx.now})
    return version


def new_case(tx: Tx, policy_id: int, *, number: str = "330102-20261120-0001") -> LockedCase:
    return LockedCase(
        district=DISTRICT,
        id=tx.new_id(DISTRICT),
        number=number,
        kind="case_main",
        policy_id=policy_id,
        state="open",
        stage="intake",
        outcome=None,
        category=None,
        summary=None,
        place_id=None,
        path="/1/2/",
        l2=2,
        l3=0,
        accused=None,
        access="plain",
        upstream=None,
        upstream_due=None,
        channel="",
        origin=None,
        alike=None,
        lon=None,
        lat=None,
        handler=None,
        merged_into=None,
        facts="{}",
        opened_at=tx.now,
        resolved_at=None,
        closed_at=None,
        version=0,
        seq=0,
        head=b"",
        snapshot=b"first",
    )


def happening(verb: str = "complete") -> Happening:
    return Happening(verb, 7, "cm_intake", {"answers": {"accept": True}})


def task(short: str) -> NewTask:
    return NewTask(task=short, element="cm_intake", name="登记", role="intake", path="/1/2/")


def open_case(tx: Tx, case: LockedCase, changes: Changes) -> Saved:
    """Keep a new case with its first changes."""
    lay_down(tx, case)
    return save_case(tx, case, case, changes)


def opened(store: Store, *, count: int = 1) -> list[Saved]:
    """Open cases, each with one task `t1`."""
    with store.write() as tx:
        policy = make_policy(tx)
        changes = Changes(happenings=[happening("open")], opened=[task("t1")])
        return [open_case(tx, new_case(tx, policy, number=f"N{n}"), changes) for n in range(count)]


def moved_on(store: Store, case_id: int, *, times: int = 1) -> LockedCase:
    """Save a case again and again, an entry each time."""
    for _ in range(times):
        with store.write() as tx:
            case = load_case(tx, case_id)
            assert case
            after = replace(case, snapshot=b"next")
            last = save_case(tx, case, after, Changes(happenings=[happening()])).case
    return last
