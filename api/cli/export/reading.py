"""Reading beside the owner, with progress on standard error."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from typing import TypeVar

import click

from api.cli.audit import opened
from engine.domain.calendar import national_calendar
from engine.policy.cache import PolicyCache
from engine.queries.calendars import read_districts
from engine.queries.exports import count_cases
from engine.store.store import Tx

Item = TypeVar("Item")
Source = Callable[[Tx, int, PolicyCache], Iterable[Item]]


def read_all(language: str, source: Source[Item]) -> Iterator[Item]:
    """Read every district through one state of the database."""
    with closing(opened(language)) as store, store.read() as tx:
        for district in read_districts(tx):
            found = source(tx, district, PolicyCache())
            total = count_cases(tx, district)
            with click.progressbar(length=total, label="…", file=sys.stderr) as bar:
                yield from counted(found, bar.update)


def counted(items: Iterable[Item], step: Callable[[int], None]) -> Iterator[Item]:
    """Move the bar with each case; an event moves it with the first of its case."""
    last: object = None
    for item in items:
        case = item["number"] if isinstance(item, dict) else getattr(item, "case", None)
        if case != last:
            step(1)
            last = case
        yield item


def local(at: datetime) -> datetime:
    """Give an instant as the wall clock shows it, without its zone: spreadsheets have none."""
    return at.astimezone(national_calendar().zone).replace(tzinfo=None, microsecond=0)
