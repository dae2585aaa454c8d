"""The reference of packs names every key of a manifest, in both languages."""

import re
from pathlib import Path

import pytest

from engine.policy.manifest import KINDS, REQUIRED

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
ROW = re.compile(r"^\| `(\w+)` \| (yes|no|是|否) \|", re.MULTILINE)


@pytest.mark.parametrize("name", ["packs.md", "packs.zh.md"])
def test_every_key_of_a_manifest_is_in_the_reference_and_no_other(name: str) -> None:
    rows = dict(ROW.findall((FOLDER / name).read_text(encoding="utf-8")))
    assert set(rows) == set(KINDS)
    assert {key for key, required in rows.items() if required in {"yes", "是"}} == set(REQUIRED)
