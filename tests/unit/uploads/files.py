"""Files as people and attackers send them, made on the spot."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

WHERE = "31.2304"
HERE = (31.0, 13.0, 49.0)


def photo(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """Make a picture whose left half is red."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return saved(image, form)


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def from_a_phone(orientation: int = 1) -> bytes:
    """Make a photo that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Orientation] = "Telltale", orientation
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = HERE
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    return saved(image, "JPEG", exif=exif, comment=b"Telltale", xmp=b"<Telltale/>")


def claimed(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_text_bomb() -> bytes:
    """Make a PNG whose text unpacks to far more than it weighs."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    bomb = b"bomb\0\0" + zlib.compress(b"\0" * 80_000_000)
    parts = (chunk(b"IHDR", head), chunk(b"zTXt", bomb), chunk(b"IDAT", zlib.compress(b"\0" * 4)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def archive(*names: str, size: int = 3) -> bytes:
    """Make a zip with these entries, each of so many bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in names:
            zipped.writestr(name, b"\0" * size)
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
SHEET = ("[Content_Types].xml", "xl/workbook.xml")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
VOICES = {
    "audio/mp4": b"\0\0\0 ftypM4A \0\0\0\0M4A mp42" + b"\0" * 64,
    "audio/mpeg": b"ID3\x04\0\0\0\0\0\0" + b"\0" * 64,
    "audio/amr": b"#!AMR\n" + b"\0" * 64,
    "audio/webm": bytes.fromhex(
        "1a45dfa3010000000000001f4286810142f7810142f2810442f381084282847765626d42878104428581 02"
    )
    + b"\0" * 64,
}
