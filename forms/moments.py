"""Dates and times as form-js writes them: ISO 8601, with or without a zone."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from engine.domain.findings import Finding
from forms.model import Check, Scene

DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
ZONED = r"(?:Z|[+-]\d{2}:\d{2})"
WITHOUT_SECONDS = re.compile(rf"^(?:{DAY}T)?\d{{2}}:\d{{2}}(?!:)", re.ASCII)
Moment = date | time | datetime
READERS: Mapping[str, Callable[[str], Moment]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def moment_check(component: Mapping[str, Any], label: str) -> Check:
    """Give the rule of a date or time: its form, no day gone by, only the minutes offered."""
    subtype = component.get("subtype", "date")
    zoned = component.get("timeSerializingFormat", "no_timezone") != "no_timezone"
    wanted = re.compile(form_of(subtype) + (ZONED if zoned and subtype != "date" else ""), re.ASCII)
    coming = bool(component.get("disallowPassedDates"))
    minutes = component.get("timeInterval")

    def check(value: Any, scene: Scene) -> Finding | None:
        if value is None:
            return None
        moment = read(value, subtype) if wanted.fullmatch(value) else None
        if moment is None:
            return Finding(f"forms.not_a_{subtype}", {"label": label})
        if coming and scene.now is not None and day_of(moment, scene.now) < scene.now.date():
            return Finding("forms.day_gone_by", {"label": label, "today": scene.now.date()})
        if minutes and not on_the_grid(moment, minutes):
            return Finding("forms.minutes_not_offered", {"label": label, "minutes": minutes})
        return None

    return check


def with_seconds(text: str) -> str:
    """Give a time as FEEL reads it: the page writes none of its seconds."""
    return WITHOUT_SECONDS.sub(r"\g<0>:00", text)


def form_of(subtype: str) -> str:
    """Give the pattern of a date, a time, or both."""
    return {"date": DAY, "time": CLOCK}.get(subtype, f"{DAY}T{CLOCK}")


def read(text: str, subtype: str) -> Moment | None:
    """Read a moment whose form is right; a day or minute that does not exist is none."""
    try:
        return READERS[subtype](text)
    except ValueError:
        return None


def day_of(moment: Moment, now: datetime) -> date:
    """Give the day of a moment where the form is filled in; a time alone has today."""
    if isinstance(moment, datetime):
        return (moment.astimezone(now.tzinfo) if moment.tzinfo else moment).date()
    return moment if isinstance(moment, date) else now.date()


def on_the_grid(moment: Moment, minutes: int) -> bool:
    """Tell whether a time is one of those the field offers."""
    if not isinstance(moment, datetime | time):
        return True
    clock = moment.hour * 60 + moment.minute
    return clock % minutes == 0 and not moment.second and not moment.microsecond
