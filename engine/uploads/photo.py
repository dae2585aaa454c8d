"""Photos are painted anew: only the picture is kept, nothing that was said beside it.

The place, the time, the camera, a preview of what was cut away, a script behind the last byte:
none of it is part of the picture.
"""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from engine.domain.refusals import FileBroken, PhotoTooLarge

JPEG = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_MILLIONS = 50
LONGEST_SIDE = 4096
QUALITY = 85
PAPER = (255, 255, 255)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def repainted(data: bytes) -> bytes:
    """Give the picture as a JPEG that holds nothing else, turned as it is to be looked at.

    Raises:
        FileBroken: It cannot be decoded.
        PhotoTooLarge: It has more points than any camera makes.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            refuse_oversized(image)
            # A JPEG is decoded in small where it would be made small anyway.
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return painted(ImageOps.exif_transpose(image))
    except BOMBS as error:
        raise PhotoTooLarge(most=MOST_MILLIONS) from error
    except BROKEN as error:
        raise FileBroken from error


def refuse_oversized(image: Image.Image) -> None:
    """Refuse a picture before it is decoded, by the size it claims."""
    if image.width * image.height > MOST_MILLIONS * 1_000_000:
        raise PhotoTooLarge(most=MOST_MILLIONS)


def painted(image: Image.Image) -> bytes:
    """Paint a picture on white, no larger than a screen can show."""
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", image.size, PAPER)
    seen = image.convert("RGBA")
    paper.paste(seen, mask=seen.getchannel("A"))
    out = BytesIO()
    paper.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
