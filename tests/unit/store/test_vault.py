"""Files lie in a folder under the hash of their bytes, each once."""

from pathlib import Path

import pytest

from engine.store.vault import Vault


def test_a_file_is_found_again_by_its_hash(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "files")
    assert vault.read(vault.keep(b"a photo")) == b"a photo"


def test_equal_files_are_kept_once_and_nothing_else_is_left(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    assert vault.keep(b"same") == vault.keep(b"same")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_name_of_a_file_says_nothing_but_its_hash(tmp_path: Path) -> None:
    digest = Vault(tmp_path).keep(b"same")
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert path.name == digest.hex()


def test_a_file_that_was_dropped_is_gone_and_may_be_dropped_again(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    digest = vault.keep(b"a photo")
    vault.drop(digest)
    vault.drop(digest)
    with pytest.raises(FileNotFoundError):
        vault.read(digest)
