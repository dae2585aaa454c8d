"""Finds the list a name stands for among the policies in force in a district."""

from sqlalchemy import bindparam, select

from engine.domain.refusals import ListNotFound
from engine.policy.lists import WrittenList, written
from engine.policy.manifest import Manifest, read_manifest
from engine.policy.pack import MANIFEST, Pack
from engine.queries.policies import active_version, read_version
from engine.store.ids import district_of
from engine.store.store import Tx
from engine.store.tables import Policy, PolicyFile

KEYS = select(Policy.key).where(Policy.district == bindparam("of_district")).order_by(Policy.key)
OWN_MANIFEST = select(PolicyFile.content).where(
    PolicyFile.district == bindparam("of_district"),
    PolicyFile.version_id == bindparam("of_version"),
    PolicyFile.path == MANIFEST,
)


def read_list(tx: Tx, district: int, name: str) -> WrittenList:
    """Read a list from the first policy in force that has it.

    Raises:
        ListNotFound: None has.
    """
    for key in tx.execute(KEYS, {"of_district": district}).scalars().all():
        version = active_version(tx, district, key)
        manifest = _manifest_of(tx, version) if version else None
        if version and manifest and name in manifest.lists:
            return written(read_version(tx, version), manifest, name)
    raise ListNotFound(name=name)


def _manifest_of(tx: Tx, version: int) -> Manifest | None:
    """Read the manifest of a version alone; a bare diagram has none."""
    wanted = {"of_district": district_of(version), "of_version": version}
    content = tx.execute(OWN_MANIFEST, wanted).scalar()
    return read_manifest(Pack("", {MANIFEST: content}))[0] if content else None
