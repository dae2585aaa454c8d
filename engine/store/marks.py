"""Whether a store is live, a demonstration or a test; only the latter two move their clock."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from engine.domain.refusals import ClockIsLive
from engine.store.columns import MICROSECOND
from engine.store.store import Tx
from engine.store.tables import Case, Mark

ANY_CASE = select(Case.id).limit(1)


def kind_of(tx: Tx) -> str:
    """Read what the store is: live, demo or test."""
    return str(tx.execute(select(Mark.kind)).scalar_one())


def mark_as(tx: Tx, kind: str) -> None:
    """Make an empty store a demonstration or a test; a store with cases stays what it is.

    Raises:
        ClockIsLive: There are cases already.
    """
    if tx.execute(ANY_CASE).first():
        raise ClockIsLive
    tx.execute(update(Mark).values(kind=kind))


def set_ahead(tx: Tx, ahead: timedelta) -> None:
    """Put the store's clock this far ahead of the database's (behind it, if negative).

    Raises:
        ClockIsLive: The store is live, or the clock would run back over what was recorded.
    """
    wanted = ahead // MICROSECOND
    kind, now = tx.execute(select(Mark.kind, Mark.ahead)).one()
    untouched = tx.execute(ANY_CASE).first() is None
    if kind == "live" or (wanted < now and not untouched):
        raise ClockIsLive
    tx.execute(update(Mark).values(ahead=wanted))
    tx.moment = None
    tx.ring()


def set_clock(tx: Tx, at: datetime) -> None:
    """Let it be an instant by the store's clock.

    Raises:
        ClockIsLive: The store is live, or the clock would run back over what was recorded.
    """
    ahead: int = tx.execute(select(Mark.ahead)).scalar_one()
    set_ahead(tx, ahead * MICROSECOND + (at - tx.now))
