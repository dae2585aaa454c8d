"""The embedded server: one process, threads only, so that a killed parent leaves no child."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from errno import EADDRINUSE
from types import FrameType

import click
from flask import Flask
from waitress import create_server

from api.app import create_app
from api.logs import keep_logs
from api.outermost import Channel
from api.owner import Owner, announced, new_token
from engine.domain.refusals import Refusal
from engine.settings import SettingInvalid, Settings, load_settings
from engine.texts import LANGUAGES, say
from engine.wiring import Engine, build

HOST = "127.0.0.1"
THREADS = 8
# Above the largest body a resource accepts, so that the refusal is ours and in words.
MAX_BODY_BYTES = 64 * 1024 * 1024


@click.command()
@click.option("--port", default=8000, show_default=True)
def serve(port: int) -> None:
    """Serve the house the settings describe until stopped; answer first what is being answered."""
    signal.signal(signal.SIGTERM, leave)
    settings, token = told(), new_token()
    with closing(opened(settings)) as engine, logged(settings), refusing(), engine.at_work():
        app = create_app(engine, operator=token)
        run(app, port, lambda address: announced(settings.data, Owner(address, token)))


@contextmanager
def logged(settings: Settings) -> Iterator[None]:
    """Keep log lines in the data folder as long as the house is open."""
    stop = keep_logs(settings.data)
    try:
        yield
    finally:
        stop()


def told() -> Settings:
    """Read what the house is told when it starts.

    Raises:
        click.ClickException: A setting means nothing.
    """
    try:
        return load_settings(os.environ)
    except SettingInvalid as invalid:
        said = both("settings.invalid", name=invalid.name, value=invalid.value)
        raise click.ClickException(said) from invalid


def opened(settings: Settings) -> Engine:
    """Open the house; its database is made or upgraded on the way.

    Raises:
        click.ClickException: The house cannot be opened.
    """
    with refusing():
        return build(settings)


@contextmanager
def refusing() -> Iterator[None]:
    """End with the sentence of what the house refuses, Chinese first.

    Raises:
        click.ClickException: The house refuses.
    """
    try:
        yield
    except Refusal as refusal:
        said = "\n".join(refusal.sentence(language) for language in LANGUAGES)
        raise click.ClickException(said) from refusal


def run(
    app: Flask,
    port: int,
    announce: Callable[[str], AbstractContextManager[None]],
    *,
    host: str = HOST,
) -> None:
    """Listen on a port, let it be known where, and answer.

    Raises:
        click.ClickException: The port is taken.
    """
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            max_request_body_size=MAX_BODY_BYTES,
            ident="",
        )
        server.channel_class = Channel
    except OSError as problem:
        if problem.errno != EADDRINUSE:
            raise
        raise click.ClickException(both("api.port_taken", port=port)) from problem
    address = f"http://{host}:{server.effective_port}"
    with announce(address):
        click.echo(both("api.serving", url=address))
        server.run()


def leave(_signal: int, _frame: FrameType | None) -> None:
    """Let the server finish what it is answering, then end."""
    raise SystemExit(0)


def both(key: str, **facts: object) -> str:
    """Say one sentence to a terminal, Chinese first."""
    return "\n".join(say(key, facts, language) for language in LANGUAGES)
