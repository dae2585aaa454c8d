"""A version is activated: from an instant on, new cases below a place take it."""

from datetime import datetime

from sqlalchemy import insert

from engine.commands.office import Office
from engine.domain.people import Person
from engine.queries.policies import version_named
from engine.store.tables import Activation

EVERYWHERE = "/"

ACTIVATE = insert(Activation)


def activate_policy(
    office: Office,
    *,
    key: str,
    number: int,
    by: Person,
    since: datetime | None = None,
    scope: str = EVERYWHERE,
) -> None:
    """Let new cases take a version, at once or from an instant on; running cases keep theirs.

    Raises:
        VersionNotFound: The policy has no such version.
    """
    with office.store.write() as tx:
        version = version_named(tx, by.district, key, number)
        tx.execute(
            ACTIVATE,
            {
                "district": by.district,
                "id": tx.new_id(by.district),
                "key": key,
                "scope": scope,
                "since": since or tx.now,
                "version_id": version,
                "at": tx.now,
                "by": by.id,
            },
        )
