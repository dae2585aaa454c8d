"""Settled houses for benches: a fresh one on either database, gone when the bench is over."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import create_engine, make_url, text

from bench.harness import AbsentError
from engine.policy.pack import Pack
from engine.store.schema import upgrade
from engine.store.store import Store, open_store
from tests.commands.ground import Ground, settle
from tests.conftest import is_up, service_url

DIAGRAMS = Path(__file__).parents[1] / "diagrams"
CONNECTIONS = 34


@contextmanager
def house(database: str) -> Iterator[Ground]:
    """Settle a house on `sqlite` or `postgresql`.

    Raises:
        AbsentError: There is no PostgreSQL server.
    """
    with url_of(database) as url:
        upgrade(url)
        store = open_store(url, connections=CONNECTIONS)
        try:
            yield settled(store)
        finally:
            store.close()


def settled(store: Store) -> Ground:
    """Settle the district and use every diagram of the benches."""
    ground = settle(store)
    for diagram in sorted(DIAGRAMS.glob("*.bpmn")):
        ground.use(diagram)
    ground.use_pack(with_form(DIAGRAMS / "ladder.bpmn"))
    return ground


def with_form(diagram: Path) -> Pack:
    """Give a diagram under another name, each of its tasks with a form."""
    form = DIAGRAMS / "answers.form"
    named = b'<zeebe:formDefinition formId="answers" /><zeebe:properties>'
    drawn = diagram.read_bytes().replace(b"<zeebe:properties>", named)
    files = {diagram.name: drawn, form.name: form.read_bytes()}
    return Pack(f"{diagram.stem}_with_form", files, bare=True)


@contextmanager
def url_of(database: str) -> Iterator[str]:
    """Give the address of an empty database."""
    if database == "sqlite":
        folder = mkdtemp()
        yield f"sqlite:///{folder}/bench.db"
        shutil.rmtree(folder)
        return
    if not is_up("postgres"):
        raise AbsentError("no PostgreSQL server")
    address = make_url(service_url("postgres"))
    name = f"shaodao_bench_{Path(mkdtemp()).name}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield address.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()
