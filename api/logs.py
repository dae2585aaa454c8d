"""Log lines: one JSON event each, of codes, ids and numbers; free text never gets there."""

import logging
import re
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict, Processor, WrappedLogger

NAME = "shaodao.log"
LARGEST, KEPT = 10 * 1024 * 1024, 5  # bytes of a file, files before it
EVENT = re.compile(r"[a-z][a-z0-9_]*\Z")
FIELDS = {
    *("event", "level", "logger", "timestamp", "error", "at"),
    *("method", "endpoint", "status", "milliseconds", "person", "case", "job"),
}
log = logging.getLogger("api")


def traced(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Tell of an exception its kind and where it was raised; its message may quote somebody."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        last = traceback.extract_tb(error.__traceback__)[-1:]
        event["error"] = type(error).__name__
        event["at"] = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)
    return event


def named_only(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Let through what is known to be no free text; a library's sentence is just a message."""
    if not EVENT.match(str(event.get("event"))):
        event["event"] = "message"
    return {name: value for name, value in event.items() if name in FIELDS}


SHARED: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


# Before anybody logs: a command that keeps no logs prints its answer and nothing beside it.
structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)


def keep_logs(folder: Path) -> Callable[[], None]:
    """Write log lines of the house and its libraries into a folder; give how to stop that."""
    handler = RotatingFileHandler(
        folder / NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
    )
    written = structlog.processors.JSONRenderer(ensure_ascii=False)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                traced,
                named_only,
                written,
            ],
        )
    )
    logging.raiseExceptions = False  # it would print what could not be logged, with all its parts
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)

    def stop() -> None:
        root.removeHandler(handler)
        handler.close()

    return stop


def note_requests(app: Flask, seconds: Callable[[], float]) -> None:
    """Log every request: which door, not which address; who, by their id; how it was answered."""

    @app.before_request
    def begin() -> None:
        g.began = seconds()

    @app.after_request
    def end(response: Response) -> Response:
        session = g.get("session")
        facts = {
            "method": request.method,
            "endpoint": request.endpoint or "",
            "status": response.status_code,
            "milliseconds": round((seconds() - g.get("began", seconds())) * 1000),
            "person": str(session.person.id) if session else "",
        }
        log.info("request_answered", extra=facts)
        return response
