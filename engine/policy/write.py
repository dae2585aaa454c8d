"""Writes a pack as the file that carries it: a zip, or the lone diagram it is."""

import io
import zipfile

from engine.policy.pack import Pack

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip; the same pack is the same bytes on any day


def packed(pack: Pack) -> tuple[str, bytes]:
    """Give the name and the bytes of the file that carries a pack."""
    if pack.bare:
        [(name, data)] = pack.files.items()
        return name, data
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(pack.files):
            archive.writestr(zipfile.ZipInfo(path, FIRST_DAY), pack.files[path])
    return f"{pack.name}.zip", target.getvalue()
