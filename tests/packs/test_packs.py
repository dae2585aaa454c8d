"""Every shipped pack is sound with all it uses, and no two draw or ask under the same name."""

from collections import Counter
from pathlib import Path

import pytest

from engine.policy.check import check
from engine.policy.pack import Pack
from engine.policy.read import read_pack
from engine.policy.uses import joined
from tests.packs.shelf import PACKS, WORKFLOWS


def of(folder: Path) -> str:
    return folder.name


def beside(key: str) -> Pack | None:
    return read_pack(WORKFLOWS / key) if WORKFLOWS / key in PACKS else None


@pytest.mark.parametrize("folder", PACKS, ids=of)
def test_a_shipped_pack_has_nothing_to_mend(folder: Path) -> None:
    pack, absent = joined(read_pack(folder), beside)
    assert [found.sentence() for found in (*absent, *check(pack))] == []


@pytest.mark.parametrize("folder", PACKS, ids=of)
def test_a_shipped_pack_tells_supervisors_what_it_is(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# ")
    assert any("一" <= sign <= "龥" for sign in readme)


@pytest.mark.parametrize("kind", ["form", "bpmn", "dmn"])
def test_no_two_packs_have_files_of_the_same_name(kind: str) -> None:
    names = Counter(path.name for folder in PACKS for path in folder.rglob(f"*.{kind}"))
    assert [name for name, count in names.items() if count > 1] == []
