"""A package of an office's programs: parts in a .zip, without the clock or a trace of the machine."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The one time that all parts have, the first a package can tell."""


def packed(package: bytes, said: bytes = b"", instead: bytes = b"") -> bytes:
    """Pack a package again, with other words for what it says somewhere, if any."""
    made = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            part = source.read(name)
            target.writestr(entry, part.replace(said, instead) if said else part)
    return made.getvalue()
