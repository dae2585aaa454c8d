"""Nothing somebody sends is trusted: what is kept is harmless, what is not is refused in words."""

from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from engine.domain.refusals import (
    DocumentRefused,
    FileBroken,
    FileKindRefused,
    FileTooLarge,
    PhotoTooLarge,
    Refusal,
)
from engine.uploads import FileKind, clean
from engine.uploads.cleaning import ACCEPTED, WORD
from engine.uploads.cleaning import SHEET as XLSX
from tests.unit.uploads import files

SCRIPT = b"<script>alert(document.cookie)</script>"


def kept(data: bytes) -> Image.Image:
    """Give the picture that is kept of what was sent."""
    found = clean(data)
    assert (found.kind, found.media) == (FileKind.PHOTO, "image/jpeg")
    return Image.open(BytesIO(found.data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_any_camera_is_kept_as_a_jpeg(form: str) -> None:
    image = kept(files.photo(form))
    assert image.size == (40, 20)
    assert image.getpixel((5, 10))[0] > 200  # the left half is still red
    assert image.getpixel((35, 10))[2] > 200


def test_where_when_and_with_what_a_photo_was_taken_is_not_kept() -> None:
    sent = files.from_a_phone()
    assert b"Telltale" in sent
    found = clean(sent).data
    image = Image.open(BytesIO(found))
    assert b"Telltale" not in found
    assert (dict(image.getexif()), image.info.get("comment"), image.info.get("xmp")) == (
        {},
        None,
        None,
    )


def test_a_photo_held_upright_is_kept_upright() -> None:
    image = kept(files.from_a_phone(orientation=6))
    assert image.size == (20, 40)
    assert image.getpixel((10, 5))[0] > 200  # what was left is above


def test_a_see_through_picture_is_painted_on_white() -> None:
    clear = files.saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG")
    assert kept(clear).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "1", "CMYK"])
def test_every_kind_of_colour_is_understood(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    image = files.saved(Image.new("RGB", (8, 8), "red").convert(mode), form)
    assert kept(image).mode == "RGB"


def test_a_photo_is_made_no_larger_than_a_screen_shows() -> None:
    assert kept(files.photo("JPEG", (6000, 3000))).size == (4096, 2048)


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (10_000, 9_000), (8_000, 7_000)])
def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_painted(
    width: int, height: int
) -> None:
    with pytest.raises(PhotoTooLarge):
        clean(files.claimed(width, height))


def test_text_that_unpacks_without_end_inside_a_picture_is_refused() -> None:
    with pytest.raises(FileBroken):
        clean(files.with_text_bomb())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("left", [0.2, 0.6])
def test_a_picture_cut_off_on_the_way_is_refused(form: str, left: float) -> None:
    whole = files.photo(form, (300, 300))
    with pytest.raises((FileBroken, FileKindRefused)):
        clean(whole[: int(len(whole) * left)])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_script_behind_or_beside_the_picture_is_not_kept(form: str) -> None:
    assert SCRIPT not in clean(files.photo(form) + SCRIPT).data


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
        b"<!doctype html>" + SCRIPT,
        b"<?xml version='1.0'?><x/>",
        SCRIPT,
        b"MZ\x90\0" + b"\0" * 100,
        b"\x7fELF" + b"\0" * 100,
        b"GIF89a" + b"\0" * 20,
        b"#!/bin/sh\nrm -rf /\n",
        b"Rar!\x1a\x07\0" + b"\0" * 50,
        b"name,phone\n=cmd()",
        b"\0" * 100,
        b"",
        files.archive("notes.txt"),
        files.archive("ppt/presentation.xml", "[Content_Types].xml"),
        files.archive("word/document.xml"),
    ],
)
def test_what_is_no_photo_document_or_recording_is_refused(data: bytes) -> None:
    with pytest.raises(FileKindRefused) as refused:
        clean(data)
    assert "不能上传" in refused.value.sentence()


@pytest.mark.parametrize(("parts", "media"), [(files.WORD, WORD), (files.SHEET, XLSX)])
def test_office_documents_are_kept_as_they_came(parts: tuple[str, ...], media: str) -> None:
    sent = files.archive(*parts)
    found = clean(sent)
    assert (found.kind, found.media, found.data) == (FileKind.FILE, media, sent)


def test_a_spreadsheet_may_say_how_it_is_printed() -> None:
    assert clean(files.archive(*files.SHEET, "xl/printerSettings/printerSettings1.bin")).data


@pytest.mark.parametrize(
    "hidden",
    [
        "word/vbaProject.bin",
        "evil.js",
        "word/embeddings/oleObject1.docx",
        "run.exe",
        "a.JS",
        "b.vbs",
    ],
)
def test_a_document_that_hides_programs_is_refused(hidden: str) -> None:
    with pytest.raises(DocumentRefused):
        clean(files.archive(*files.WORD, hidden))


def test_a_document_that_unpacks_to_a_mountain_is_refused() -> None:
    with pytest.raises(DocumentRefused):
        clean(files.archive(*files.WORD, "word/media/bomb.png", size=70 * 1024 * 1024))


def test_a_document_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(DocumentRefused):
        clean(files.archive(*files.WORD, *(f"word/{n}.xml" for n in range(2_000)), size=0))


def test_a_document_cut_off_on_the_way_is_refused() -> None:
    with pytest.raises(FileBroken):
        clean(files.archive(*files.WORD)[:60])


def test_a_pdf_is_kept_as_it_came() -> None:
    found = clean(files.PDF)
    assert (found.kind, found.media, found.data) == (FileKind.FILE, "application/pdf", files.PDF)


@pytest.mark.parametrize("media", files.VOICES)
def test_a_recording_is_kept_as_it_came(media: str) -> None:
    found = clean(files.VOICES[media])
    assert (found.kind, found.media) == (FileKind.VOICE, media)


@pytest.mark.parametrize("data", [files.PDF, files.VOICES["audio/amr"], files.photo()])
def test_a_file_may_be_as_large_as_its_kind_and_no_larger(data: bytes) -> None:
    most = {FileKind.FILE: 20, FileKind.VOICE: 10, FileKind.PHOTO: 25}[clean(data).kind]
    with pytest.raises(FileTooLarge) as refused:
        clean(data + b"\0" * (most * 1024 * 1024))
    assert refused.value.most == most


def test_whatever_bytes_come_the_answer_is_a_file_or_a_refusal() -> None:
    whole = [files.photo(form) for form in ("JPEG", "PNG", "WEBP")]
    hurt = [
        data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        for data in whole
        for at in range(0, len(data), 7)
    ]
    for data in hurt:
        with suppress(Refusal):
            assert clean(data).media == "image/jpeg"


def test_only_media_types_no_browser_runs_are_ever_kept() -> None:
    kept_as = {accepted.media for accepted in ACCEPTED.values()}
    assert not any("html" in media or "svg" in media or "script" in media for media in kept_as)
