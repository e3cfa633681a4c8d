"""What tells nothing of a district's data: kept for all that the user builds, as templates compiled are."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader

from generator.outputs.shelf import PRINTERS, ROOM, version_of
from generator.records import keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.bccache import Bucket

COMPILERS = (*PRINTERS, "mkdocs", "mkdocs-material")


@cache
def own() -> Path:
    """Give the user's folder for what is kept of no district; where the user has none, none can be made."""
    import platformdirs  # noqa: PLC0415 - what a process that prints nothing is spared

    place = Path(platformdirs.user_cache_dir("guatu"))
    return place if place.is_absolute() else Path(os.devnull) / "guatu"


def of_own(name: str, what: str, make: Callable[[], bytes]) -> bytes:
    """Give what the user keeps by a name as `what`, made now unless it is there."""
    return keeping.once(own() / name, what, make)


def _templates() -> Path:
    return own() / "templates"


@dataclass(frozen=True, eq=False)
class Compiled(BytecodeCache):
    """A folder of compiled templates, one file for each, blind to those of another version of the tool.

    Safe to delete, safe when killed; what another user could have put there is as good as none.
    """

    folder: Path = field(default_factory=_templates)
    apart: Path | None = None
    """A folder whose place tells nothing of the templates in it, as it is another each time."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name a template by its place."""
        if filename and self.apart and Path(filename).is_relative_to(self.apart):
            filename = str(Path(filename).relative_to(self.apart))
        return super().get_cache_key(name, filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, where it was compiled of this very text."""
        if code := keeping.get(self.folder / bucket.key, _what(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; where that cannot be, it is compiled again another time."""
        keeping.keep(self.folder / bucket.key, _what(bucket), bucket.bytecode_to_string())


class Visible(FileSystemLoader):
    """Loads templates, and lists them but for those in hidden folders.

    The builder would list the theme's thousands of icons too, and leave out all that is hidden.
    """

    def list_templates(self) -> list[str]:
        """Give the names of all templates that are not hidden."""
        return sorted({name for place in self.searchpath for name in _visible(Path(place))})


def _visible(place: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(place).as_posix() for name in files)


def _what(bucket: Bucket) -> str:
    """Tell what decides the code: the text, and all that compiles it and is asked while compiling."""
    return f"{bucket.checksum} {version_of((ROOM.parent,), COMPILERS)} {sys.version}"
