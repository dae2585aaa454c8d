"""Renews what the reference pages of the verbs take from the code: each verb and its inputs."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from engine.texts import say
from engine.verbs import VERBS
from engine.verbs.port import Verb

PAGES: Final = {"zh": "verbs.zh.md", "en": "verbs.md"}
GENERATED = re.compile(r"(<!-- generated -->\n).*?(<!-- /generated -->)", re.DOTALL)


def renew(folder: Path) -> None:
    """Write the generated part of the pages in a folder anew."""
    for language, name in PAGES.items():
        page = folder / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), language), encoding="utf-8")


def renewed(page: str, language: str) -> str:
    """Give a page with its generated part as it should be."""
    described = "".join(
        f"{line}\n" for name in sorted(VERBS) for line in lines_of(VERBS[name], language)
    )
    return GENERATED.sub(lambda part: part[1] + described + part[2], page)


def lines_of(verb: Verb, language: str) -> Iterator[str]:
    """Describe a verb: what it does, and a row for each of its inputs."""
    heads = say("verbs.reference_heads", language=language)
    yield from (f"### `{verb.name}`", "", say(f"verbs.{verb.name}", language=language), "")
    yield from (f"| {heads} |", "|---|---|---|")
    for each in verb.inputs:
        need = "required" if each.required else "optional"
        meaning = say(f"verbs.{verb.name}_{each.name}", language=language)
        yield f"| `{each.name}` | {say(f'verbs.reference_{need}', language=language)} | {meaning} |"
    yield ""


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
