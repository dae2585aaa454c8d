"""The store: one transaction at a time per thread, and a doorbell that rings after a commit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable, select, update
from sqlalchemy.exc import DBAPIError

from engine.domain.refusals import HouseBusy
from engine.store.clock import NOW
from engine.store.engines import BUSY_SECONDS, database, is_busy
from engine.store.gate import Gate, Turn
from engine.store.ids import Ids
from engine.store.schema import check
from engine.store.tables import Mark

# Called at every point where a crash could matter; the chaos tests end the process there.
Probe = Callable[[str], None]
Listener = Callable[[], None]


def silent(_: str) -> None:
    """Let every point pass."""


@dataclass(slots=True)
class Tx:
    """One transaction and what belongs to it: its instant, its ids, whether it leaves work."""

    connection: Connection
    ids: Ids
    moment: datetime | None = None
    rings: bool = False

    @property
    def now(self) -> datetime:
        """Give the database's time, read once in this transaction."""
        if self.moment is None:
            self.moment = self.connection.execute(READ_NOW).scalar_one()
        return self.moment

    @property
    def is_postgresql(self) -> bool:
        """Tell which of the two databases this is on."""
        return self.connection.dialect.name == "postgresql"

    def new_id(self, district: int) -> int:
        """Make an id of the district."""
        return self.ids.take(district, self.now)

    def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement in this transaction."""
        return self.connection.execute(statement, parameters)

    def ring(self) -> None:
        """Ring the doorbell once this transaction is committed: it leaves work to do."""
        self.rings = True


READ_NOW = select(NOW)
NEXT_START = update(Mark).values(starts=Mark.starts + 1).returning(Mark.starts)


@dataclass(slots=True)
class Store:
    """An open database; made by `open_store`, closed with `close`."""

    engine: Engine
    ids: Ids
    closing: ExitStack
    probe: Probe = silent
    gate: Gate | None = None
    listeners: list[Listener] = field(default_factory=list)

    @contextmanager
    def write(self, turn: Turn = Turn.PERSON) -> Iterator[Tx]:
        """Open a transaction that commits at the end of the block, or changes nothing.

        Raises:
            HouseBusy: Somebody else held a lock for too long; asking again may help.
        """
        with self.turn_of(turn), telling_busy():
            with self.engine.begin() as connection:
                tx = Tx(connection, self.ids)
                self.probe("begun")
                yield tx
                self.probe("committing")
            self.probe("committed")
        if tx.rings:
            for listener in self.listeners:
                listener()

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that sees one state of the database throughout and only reads."""
        options = {"reads": True, "isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        wanted = options if self.is_postgresql else {"reads": True}
        with telling_busy(), self.engine.connect() as connection:
            yield Tx(connection.execution_options(**wanted), self.ids)

    def on_commit(self, listener: Listener) -> None:
        """Call the listener after every commit that left work to do."""
        self.listeners.append(listener)

    def close(self) -> None:
        """Close the connections and let go of the data folder."""
        self.closing.close()

    @property
    def is_postgresql(self) -> bool:
        """Tell which of the two databases this is."""
        return self.engine.dialect.name == "postgresql"

    def turn_of(self, turn: Turn) -> AbstractContextManager[None]:
        """Wait in line where the database has a single writer."""
        return self.gate.entered(turn, timeout=BUSY_SECONDS) if self.gate else nullcontext()


def open_store(
    url: str,
    *,
    connections: int = 6,
    readonly: bool = False,
    durable: bool = True,
    probe: Probe = silent,
) -> Store:
    """Open an upgraded database; `connections` is the number of threads plus two.

    On SQLite the caller becomes the owner of the data folder, unless it only reads (backup,
    export, verification run beside the owner). What is not `durable` is not waited for to be on
    disk: for houses that are thrown away.

    Raises:
        DataFolderTaken: Another process owns the folder of the SQLite file.
        DatabaseUnreachable: Nothing answers at the address.
        SchemaDiffers: The database has not been upgraded to this release.
    """
    with ExitStack() as closing:
        engine = closing.enter_context(
            database(url, connections=connections, readonly=readonly, durable=durable)
        )
        check(engine)
        ids = Ids(0 if readonly else next_node(engine))
        gate = Gate() if engine.dialect.name == "sqlite" else None
        return Store(engine, ids, closing.pop_all(), probe, gate)


def next_node(engine: Engine) -> int:
    """Take the number of this start, so that no two processes make the same id."""
    with engine.begin() as connection:
        return int(connection.execute(NEXT_START).scalar_one())


@contextmanager
def telling_busy() -> Iterator[None]:
    """Turn a lock not got in time into the refusal that says so."""
    try:
        yield
    except DBAPIError as error:
        if is_busy(error):
            raise HouseBusy from error
        raise
