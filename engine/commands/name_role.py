"""A role gets its name in the district, and what it may do beyond the tasks of the drawings."""

from collections.abc import Iterable

import orjson

from engine.commands.office import Office
from engine.domain.words import Action
from engine.store import tables
from engine.store.upserts import upsert

NAME_ROLE = upsert(tables.Role, changed=("name", "actions"))


def name_role(
    office: Office, *, district: int, key: str, name: str, actions: Iterable[Action] = ()
) -> None:
    """Name a role and permit it actions; both stand in place of what was said of it before."""
    permitted = orjson.dumps(sorted(set(actions))).decode()
    with office.store.write() as tx:
        facts = {"district": district, "key": key, "name": name, "actions": permitted}
        tx.execute(NAME_ROLE, facts)
