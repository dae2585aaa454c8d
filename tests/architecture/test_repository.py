"""What is committed tells neither the machine it was made on nor where libraries came from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).relative_to(ROOT).as_posix()
FORBIDDEN = {
    "a package index": r"pypi\.(org|python)|pythonhosted\.org|registry\.(npmjs|yarnpkg|npmmirror)",
    "a mirror": r"(?i)\b(mirrors?|nexus|artifactory|proxy)\.[\w-]+\.[a-z]{2,}",
    "where a lock was resolved": r'"resolved":|--(extra-)?index-url [^…\s]|--find-links \S',
    "a path of one machine": r"(?<![\w.~/-])/(work|root|home/\w+|Users/\w+)/|C:\\Users",
    "a secret key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
}


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and name != HERE]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in committed_files()
        if path.is_file()
        and (match := pattern.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert found == []


def test_no_committed_file_is_huge() -> None:
    sizes = {path.name: path.stat().st_size for path in committed_files() if path.is_file()}
    assert {name: size for name, size in sizes.items() if size > 2_000_000} == {}
