"""A version is activated: from an instant on, new cases below a place take it."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import VersionNotFound
from engine.store.tables import Activation, PolicyVersion

EVERYWHERE = "/"

FIND_VERSION = select(PolicyVersion.id).where(
    PolicyVersion.district == bindparam("of_district"),
    PolicyVersion.key == bindparam("of_key"),
    PolicyVersion.number == bindparam("of_number"),
)
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
        wanted = {"of_district": by.district, "of_key": key, "of_number": number}
        version = tx.execute(FIND_VERSION, wanted).scalar()
        if version is None:
            raise VersionNotFound(key=key, version=number)
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
