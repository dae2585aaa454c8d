"""A case begins: its row and what was said are kept, then the drawing takes its first step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from engine.bpmn import Start
from engine.casework import advance
from engine.commands.office import Office
from engine.commands.stuck import incident_entry, open_incident
from engine.store.deeds import Beside
from engine.store.journal import Happening
from engine.store.rows import Changes, LockedCase
from engine.store.store import Tx
from engine.store.write import Saved, save_case


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a case begins: who did it, what the drawing knows then, what else stands beside it."""

    act: Happening
    values: Mapping[str, Any] = field(default_factory=dict)
    beside: Sequence[Beside] = ()


def begin_case(office: Office, tx: Tx, case: LockedCase, how: Beginning) -> tuple[Saved, Changes]:
    """Let a case that was laid down begin; one that cannot is an incident, and stays."""
    policy = office.policy(tx, case.policy_id)
    change = advance(policy, Start(how.values), office.reader(tx, case), how.act)
    changes = change.changes
    if change.incident:
        changes = Changes(happenings=(how.act, incident_entry(change.incident)))
    changes = replace(changes, beside=[*changes.beside, *how.beside])
    saved = save_case(tx, case, change.case, changes)
    if change.incident:
        open_incident(tx, saved.case, change.incident)
    return saved, changes
