"""Reference pages with parts written by the code: between two marks, renewed where they lie."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a reference by language, and who writes which part of them."""

    names: Mapping[str, str]
    parts: Mapping[str, Callable[[str], str]]

    def renew(self, folder: Path) -> None:
        """Write the generated parts of the pages in a folder anew."""
        for language, name in self.names.items():
            page = folder / name
            page.write_text(self.renewed(page.read_text(encoding="utf-8"), language), "utf-8")

    def renewed(self, page: str, language: str) -> str:
        """Give a page with its generated parts as they should be."""
        return GENERATED.sub(lambda part: part[1] + self.parts[part[2]](language) + part[3], page)


def table(titles: str, rows: Iterable[str]) -> str:
    """Write a Markdown table; cells are parted by bars."""
    rule = "---|" * (titles.count("|") + 1)
    return "".join(f"{line}\n" for line in (f"| {titles} |", f"|{rule}", *map(framed, rows), ""))


def framed(cells: str) -> str:
    """Frame the cells of one row."""
    return f"| {cells} |"
