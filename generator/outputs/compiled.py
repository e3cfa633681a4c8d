"""Templates as compiled, kept from build to build: read in less time than they are compiled."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator.outputs.shelf import PRINTERS, ROOM, version_of
from generator.records import keeping

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket

COMPILERS = (*PRINTERS, "mkdocs", "mkdocs-material")


@dataclass(frozen=True, eq=False)
class Compiled(BytecodeCache):
    """A folder of compiled templates, one file for each, blind to those of another version of the tool.

    Safe to delete, safe when killed; what another user could have put there is as good as none.
    """

    folder: Path

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, where it was compiled of this very text."""
        if code := keeping.get(self.folder / bucket.key, _what(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; where that cannot be, it is compiled again another time."""
        with suppress(OSError):
            keeping.put(self.folder / bucket.key, _what(bucket), bucket.bytecode_to_string())


def _what(bucket: Bucket) -> str:
    """Tell what decides the code: the text, and all that compiles it and is asked while compiling."""
    return f"{bucket.checksum} {version_of((ROOM.parent,), COMPILERS)} {sys.version}"
