"""Somebody puts their word under a version of a policy."""

from engine.commands.office import Office
from engine.domain.people import Person
from engine.queries.policies import version_named
from engine.store.tables import Approval
from engine.store.upserts import upsert

SIGN = upsert(Approval)


def approve_policy(office: Office, *, key: str, number: int, by: Person) -> None:
    """Sign a version; signing it again changes nothing.

    Raises:
        VersionNotFound: The policy has no such version.
    """
    with office.store.write() as tx:
        version = version_named(tx, by.district, key, number)
        row = {"district": by.district, "version_id": version, "by": by.id, "at": tx.now}
        tx.execute(SIGN, row)
