"""The parts of a house on many processes: pages and HTTP, workers, relays; a broker between."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from threading import Event

import click

from api.app import create_app
from api.server import HOST, both, leave, opened, refusing, run, told
from engine.settings import Settings
from engine.wiring import Engine, working

THREADS = 4


@click.command()
@click.option("--host", default=HOST, show_default=True)
@click.option("--port", default=8000, show_default=True)
def api(host: str, port: int) -> None:
    """Answer HTTP; what is due is done by workers elsewhere."""
    with house() as engine:
        run(create_app(engine), port, lambda _: nullcontext(), host=host)


@click.command()
@click.option("--threads", default=THREADS, show_default=True)
def worker(threads: int) -> None:
    """Do the jobs a relay sends through the broker."""
    with house() as engine, working(engine.hired(threads)):
        wait("worker")


@click.command()
def relay() -> None:
    """Send what is due to the workers through the broker; any number may run."""
    with house() as engine, relaying(engine):
        wait("relay")


@contextmanager
def relaying(engine: Engine) -> Iterator[None]:
    """Relay through a door of this process, and close it afterwards."""
    hands = engine.hired()
    try:
        with engine.relaying(hands):
            yield
    finally:
        hands.stop()


@contextmanager
def house() -> Iterator[Engine]:
    """Open the house the settings describe, which must have a broker."""
    signal.signal(signal.SIGTERM, leave)
    with closing(opened(with_broker(told()))) as engine, refusing():
        yield engine


def with_broker(settings: Settings) -> Settings:
    """Make sure that the processes of a house can reach each other.

    Raises:
        click.ClickException: There is no broker.
    """
    if not settings.broker:
        raise click.ClickException(both("cli.broker_needed"))
    return settings


def wait(part: str) -> None:
    """Say that a part is at work, then let it work until it is told to stop."""
    click.echo(both(f"cli.{part}_ready"))
    Event().wait()
