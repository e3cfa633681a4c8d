"""Shelves as kept between two readings, a file for each folder of the data; only time depends on them.

They lie in git's own folder, where no commit can put any, and in `build/records` outside git. A file is
used only if it is whole, ours alone, and written by this very version of the tool.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import VERSION
from yaml._yaml import get_version_string as libyaml

from generator.records import git, keeping
from generator.records.load.gather import DATA
from generator.records.load.packing import FAULTS
from generator.records.load.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shelves; `place` is that of the data, so that no other data's are taken for them."""

    folder: Path
    place: str

    @classmethod
    def of(cls, root: Path) -> Store:
        """Find the store of the data in a folder."""
        room = git.room(root)
        place = room.prefix
        if place is None:
            stat = (root / DATA).stat()
            place = f"{stat.st_dev}:{stat.st_ino}"
        return cls(room.of("records"), place)

    def get(self, folder: str) -> Shelf:
        """Give the shelf of a folder; an empty one where none is kept, or what is kept is of no use."""
        body = keeping.get(self._file(folder), self._what(folder))
        if body is not None:
            with suppress(*FAULTS):
                return Shelf.read(body)
        return Shelf()

    def put(self, folder: str, shelf: Shelf) -> None:
        """Keep the shelf of a folder; where that cannot be, keep nothing."""
        with suppress(OSError):
            keeping.put(self._file(folder), self._what(folder), shelf.body())

    def moment(self) -> int:
        """Give the time by the disk's clock, in ns since 1970; 0 where nothing can be kept."""
        keeping.sweep(self.folder)
        try:
            with keeping.new(self.folder) as part:
                moment = os.fstat(part.fileno()).st_mtime_ns
            Path(part.name).unlink(missing_ok=True)
        except OSError:
            return 0
        return moment

    def _file(self, folder: str) -> Path:
        return self.folder / folder.replace("/", ".")

    def _what(self, folder: str) -> str:
        return json.dumps([tool(), self.place, folder])


@cache
def tool() -> str:
    """Name the version of all that decides what a file says: our code below `records`, and what it uses."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    told = sha256(
        json.dumps([sys.version, unicodedata.unidata_version, VERSION, yaml.__version__, libyaml()]).encode()
    )
    for source in sources:
        told.update(source.read_bytes())
    return told.hexdigest()
