"""Files nobody named within a day are forgotten, and their bytes with them."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, exists, select

from engine.jobs.ticks import Recurring
from engine.jobs.work import Handlers, Work
from engine.store.gate import Turn
from engine.store.store import Store
from engine.store.tables import Attachment
from engine.store.vault import Vault

SWEEP = "sweep_files"
SWEEPING = Recurring(SWEEP, every=timedelta(hours=1))
KEPT = timedelta(days=1)

FORGET = (
    delete(Attachment)
    .where(
        Attachment.case_id.is_(None),
        Attachment.at < bindparam("before", type_=Attachment.at.type),
    )
    .returning(Attachment.sha256)
)
IS_KEPT = select(exists().where(Attachment.sha256 == bindparam("of_sha256")))


def of_files(store: Store, vault: Vault) -> Handlers:
    """Give the handler of `SWEEPING`."""

    def sweep(_: Work) -> None:
        with store.write(Turn.WORKER) as tx:
            digests = set(tx.execute(FORGET, {"before": tx.now - KEPT}).scalars())
            unused = [d for d in digests if not tx.execute(IS_KEPT, {"of_sha256": d}).scalar()]
            for digest in unused:  # while nobody can write: whoever sends it anew keeps it anew
                vault.drop(digest)

    return Handlers(errands={SWEEP: sweep})
