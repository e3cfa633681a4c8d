"""Papers, charts and pages made once: kept by what they say and what made them, read back by a rebuild."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.records import keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.outputs.papers.kinds import Format

ROOM = Path(__file__).parent
WRITERS = (
    *(ROOM / "office", ROOM / "papers" / "sheet.py", ROOM / "templates.py", ROOM / "rates.py"),
    *(ROOM / "escape.py", ROOM.parent / "mechanism" / "ledger.py", ROOM.parent / "mechanism" / "words.py"),
    ROOM.parent / "records" / "calendar.py",
)
LIBRARIES = ("python-docx", "xlsxwriter", "typst", "fonttools", "lxml")
DRAWING = (ROOM / "charts.py", ROOM / "scales.py", ROOM / "palette.py")
DRAWERS = ("matplotlib", "numpy")
PRINTERS = ("jinja2", "markupsafe", "numpy", "pandas", "pydantic")


@dataclass(frozen=True)
class Shelf:
    """A folder of things made, each by all that decides it; safe to delete, safe when killed.

    What is not whole, or could have been put there by another user, is as good as none. `used` collects the
    names asked for, so that `tidy` can clear away the rest.
    """

    folder: Path
    used: set[str] = field(default_factory=set)

    def place(self, *decided: str) -> Path:
        """Give the file that keeps what is decided by some words."""
        name = sha256("\0".join(decided).encode()).hexdigest()
        self.used.add(name)
        return self.folder / name

    def tidy(self) -> None:
        """Remove what this build did not ask for, as far as that can be: it may be another user's."""
        with suppress(OSError):
            for path in self.folder.glob("[!.]*"):
                if path.name not in self.used:
                    path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Papers(Shelf):
    """Papers as files, blind to those of another version; `forms` are those that can be written here."""

    print_folder: Path = Path()
    forms: frozenset[Format] = frozenset({"docx", "xlsx", "pdf"})

    def of(self, paper: str, form: Format) -> Path:
        """Give the file that keeps a paper in this form, told by all it says but its commit."""
        places = (*WRITERS, self.print_folder, self.print_folder.parent / "theme" / "fonts")
        return self.place(version_of(places, LIBRARIES), form, paper)


@dataclass(frozen=True)
class Drawings(Shelf):
    """Drawn charts; `font` is the file they are drawn with."""

    font: Path = Path()

    def version(self) -> str:
        """Name what draws, worked out once a process."""
        return version_of((*DRAWING, self.font), DRAWERS)

    def of(self, chart: str) -> Path:
        """Give the file that keeps a chart, told by its kind and all its figures."""
        return self.place(self.version(), chart)


@dataclass(frozen=True)
class Prints(Shelf):
    """Pages of past days' papers as they were printed; `templates` is the folder of all templates."""

    templates: Path = Path()

    def version(self) -> str:
        """Name this very version of the tool, worked out once a process."""
        return version_of((ROOM.parent, self.templates), PRINTERS)

    def of(self, *decided: str) -> Path:
        """Give the file that keeps what these words decide, printed by this very version of the tool."""
        return self.place(self.version(), sys.version, *decided)

    def made(self, decided: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """Give what these words decide, made now or in an earlier build."""
        return once(self.of(*decided), make)


class Shelves(NamedTuple):
    """What is kept between builds; None where nothing is."""

    papers: Papers | None = None
    drawings: Drawings | None = None
    prints: Prints | None = None

    def tidy(self) -> None:
        """Remove what this build did not ask for."""
        for shelf in self:
            if shelf:
                shelf.tidy()


def once(place: Path, make: Callable[[], bytes]) -> bytes:
    """Give what was kept in a place, else make it and keep it."""
    return keeping.once(place, place.name, make)


def found(place: Path) -> bytes | None:
    """Give what was kept in a place; None where there is nothing of use."""
    return keeping.get(place, place.name)


def kept(place: Path, made: bytes) -> bytes:
    """Keep what was made: whole or not at all; where that cannot be, it is made again another time."""
    return keeping.keep(place, place.name, made)


@cache
def version_of(places: tuple[Path, ...], libraries: tuple[str, ...]) -> str:
    """Fingerprint what decides how a thing is made: our code, styles and fonts, the libraries."""
    marks = sha256("".join(f"{name} {_installed(name)}\n" for name in libraries).encode())
    for place in places:
        for file in sorted(_files(place)):
            name = file.relative_to(place.parent).as_posix()
            marks.update(name.encode() + b"\0" + _digest(file))
    return marks.hexdigest()


@cache
def _files(place: Path) -> Sequence[Path]:
    """Give a file, or all in a folder but what Python compiled of them."""
    found = [place] if place.is_file() else place.rglob("*")
    return [file for file in found if file.suffix != ".pyc" and file.is_file()]


@cache
def _digest(file: Path) -> bytes:
    return sha256(file.read_bytes()).digest()


def forget() -> None:
    """Look at the files anew from now on, as they have changed while this process runs."""
    for known in (version_of, _files, _digest):
        known.cache_clear()


@cache
def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
