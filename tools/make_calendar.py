"""Write the committed year file from chinesecalendar: `python -m tools.make_calendar`.

It needs the development requirements. Each year's entry is what that year's notice of the State
Council arranges, so the last days of December stand with the notice of the year they lead into.
Entries the package does not know (a notice loaded by hand) are kept as they are.
"""

import json
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from chinese_calendar.constants import holidays, workdays

YEARS = Path(__file__).parents[1] / "engine/domain/calendar/years.json"
DAY = timedelta(days=1)


def entries() -> dict[str, Any]:
    """Give one entry a year: its days off, its days on, and where they come from."""
    years = sorted({notice_year(day) for day in (*holidays, *workdays)})
    return {str(year): entry(year) for year in years}


def entry(year: int) -> dict[str, Any]:
    """Give what the notice of one year arranges."""
    package = f"chinesecalendar {version('chinesecalendar')}"
    return {
        "source": f"国务院办公厅关于{year}年部分节假日安排的通知（取自 {package}）",
        "off": list(ranges(day for day in holidays if notice_year(day) == year)),
        "on": list(ranges(day for day in workdays if notice_year(day) == year)),
    }


def notice_year(day: date) -> int:
    """Give the year whose notice arranges the day: New Year begins in the old year at times."""
    return (day + 3 * DAY).year


def ranges(days: Iterator[date]) -> Iterator[str]:
    """Write days that follow each other as `first/last` (ISO 8601), a single day as itself."""
    ordered: Collection[date] = sorted(days)
    for first in ordered:
        if first - DAY in ordered:
            continue
        last = first
        while last + DAY in ordered:
            last += DAY
        yield str(first) if first == last else f"{first}/{last}"


def main() -> None:
    """Write the file."""
    kept = json.loads(YEARS.read_text(encoding="utf-8")) if YEARS.exists() else {}
    text = json.dumps(kept | entries(), ensure_ascii=False, indent=2)
    YEARS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
