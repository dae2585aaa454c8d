"""A pack is read from a folder, a zip or one diagram, and nothing harmful is opened."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from engine.domain.refusals import PackTooLarge, PackUnreadable
from engine.policy import read
from engine.policy.read import read_pack, read_zip

FILES = {"pack.toml": b'key = "a"', "a.bpmn": b"<a/>", "forms/a.form": b"{}"}


def folder_of(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def zip_of(files: dict[str, bytes], under: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(under + name, data)
    return target.getvalue()


def reason_of(data: bytes) -> str:
    with pytest.raises(PackUnreadable) as caught:
        read_zip("a", data)
    return caught.value.reason.rule


def test_a_folder_and_its_zip_are_the_same_pack(tmp_path: Path) -> None:
    folder = read_pack(folder_of(tmp_path / "a", FILES))
    zipped = tmp_path / "other.zip"
    zipped.write_bytes(zip_of(FILES))
    assert folder.files == FILES
    assert read_pack(zipped).content_hash == folder.content_hash


def test_a_zip_of_a_folder_is_the_pack_in_it() -> None:
    assert read_zip("a", zip_of(FILES, under="case_main/")).files == FILES


def test_another_byte_or_another_name_is_another_content() -> None:
    pack = read_zip("a", zip_of(FILES))
    edited = read_zip("a", zip_of(FILES | {"a.bpmn": b"<b/>"}))
    renamed = read_zip("a", zip_of(FILES | {"b.bpmn": b"<a/>"}))
    assert len({pack.content_hash, edited.content_hash, renamed.content_hash}) == 3


def test_what_an_editor_or_a_machine_leaves_behind_is_not_part_of_a_pack(tmp_path: Path) -> None:
    litter = {".git/config": b"x", "__pycache__/a.pyc": b"x"}
    assert read_pack(folder_of(tmp_path, FILES | litter)).files == FILES


def test_a_lone_diagram_is_taken_only_where_that_is_meant(tmp_path: Path) -> None:
    diagram = folder_of(tmp_path, {"a.bpmn": b"<a/>"}) / "a.bpmn"
    with pytest.raises(PackUnreadable, match="bare_not_allowed"):
        read_pack(diagram)
    pack = read_pack(diagram, allow_bare=True)
    assert pack.bare
    assert pack.files == {"a.bpmn": b"<a/>"}


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackUnreadable, match="nothing_there"):
        read_pack(tmp_path / "none")


@pytest.mark.parametrize(
    "path", ["../a", "/etc/a", "a/../../b", "a\\b", "C:a", "a//b", "a/./b", "a\x00b", "x" * 201]
)
def test_a_path_that_leads_out_of_the_pack_is_refused(path: str) -> None:
    assert not read.is_safe(path)


def test_a_zip_with_a_path_trick_is_refused() -> None:
    assert reason_of(zip_of(FILES | {"../evil.bpmn": b""})) == "policy.bad_path"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_names_a_file_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("pack.toml", b"one")
        archive.writestr("pack.toml", b"two")
    assert reason_of(target.getvalue()) == "policy.bad_path"


def test_a_link_is_refused_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.bpmn")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert reason_of(target.getvalue()) == "policy.link"
    (folder_of(tmp_path, FILES) / "b.bpmn").symlink_to("/etc/passwd")
    with pytest.raises(PackUnreadable, match=r"policy\.link"):
        read_pack(tmp_path)


def test_a_zip_bomb_is_refused_before_it_is_unfolded() -> None:
    with pytest.raises(PackTooLarge):
        read_zip("bomb", zip_of(FILES | {"big.bpmn": bytes(read.MAX_BYTES)}))


def test_a_pack_of_countless_files_is_refused() -> None:
    with pytest.raises(PackTooLarge):
        read_zip("many", zip_of({f"{n}.bpmn": b"" for n in range(read.MAX_FILES + 1)}))


def test_what_is_no_zip_and_what_is_broken_is_refused() -> None:
    broken = bytearray(zip_of(FILES))
    broken[45] ^= 0xFF
    assert reason_of(b"not a zip") == "policy.bad_zip"
    assert reason_of(bytes(broken)) == "policy.bad_zip"


def test_a_pack_without_a_manifest_is_refused() -> None:
    assert reason_of(zip_of({"a.bpmn": b""})) == "policy.no_manifest"
