"""What is left after the deaths, counted against what clients were told."""

from collections import Counter
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import select

from engine.store import tables
from engine.store.audit import verify
from engine.store.store import Store
from tests.chaos.client import Client

HOUSE_SETTLES = 60.0
# A case by its journal: opened once, two tasks done, one deadline rung.
WHOLE = {"open_case": 1, "complete_task": 2, "fire_timer": 1}


@dataclass(frozen=True)
class Tally:
    """The figures of one run; `lost` and `doubled` are counted at the client."""

    mode: str
    kills: int
    acknowledged: int
    lost: int
    doubled: int
    jobs_left: int
    refused: dict[str, int]
    chains: int
    breaks: int

    @property
    def is_clean(self) -> bool:
        """Tell whether every promise held."""
        return not (self.lost or self.doubled or self.jobs_left or self.refused or self.breaks)

    def row(self) -> str:
        """Write the run as a row of the table."""
        return (
            f"| {self.mode} | {self.kills} | {self.acknowledged} | {self.lost} | {self.doubled} "
            f"| {self.jobs_left} | {self.chains}, {self.breaks} broken |"
        )


HEAD = (
    "| mode | kills | acknowledged | lost | doubled | jobs left | chains verified |\n"
    "|---|---|---|---|---|---|---|"
)


def jobs_left(store: Store) -> int:
    """Count the jobs that are not done."""
    with store.read() as tx:
        return len(tx.execute(select(tables.Job.id).where(tables.Job.state != "done")).all())


def settled(store: Store) -> int:
    """Wait until no job is left, and give how many are all the same."""
    end = monotonic() + HOUSE_SETTLES
    while (left := jobs_left(store)) and monotonic() < end:
        pass
    return left


def tally(mode: str, store: Store, client: Client, left: int) -> Tally:
    """Count what clients were told against what is there."""
    with store.read() as tx:
        rows = tx.execute(
            select(tables.Case.number, tables.Entry.verb).join(
                tables.Entry, tables.Entry.case_id == tables.Case.id
            )
        ).all()
    there: dict[str, Counter[str]] = {}
    for number, verb in rows:
        there.setdefault(number, Counter())[verb] += 1
    told: dict[str, Counter[str]] = {}
    for answer in client.acknowledged.values():
        verb = "open_case" if "number" in answer.result else "complete_task"
        number = answer.result.get("number") or answer.result["case"]
        told.setdefault(number, Counter())[verb] += 1
    wanted = {number: told[number] | Counter(fire_timer=1) for number in told}
    report = verify(store)
    return Tally(
        mode=mode,
        kills=client.kills,
        acknowledged=len(client.acknowledged),
        lost=sum(sum((wanted[n] - there.get(n, Counter())).values()) for n in wanted),
        doubled=sum(sum((there[n] - wanted.get(n, Counter())).values()) for n in there),
        jobs_left=left,
        refused=dict(client.refused),
        chains=report.cases,
        breaks=len(report.breaks),
    )
