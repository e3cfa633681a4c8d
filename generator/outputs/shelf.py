"""Papers written as files once: kept by what they say and what wrote them, read back by a rebuild."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.outputs.papers.kinds import Format
    from generator.outputs.papers.sheet import Paper

ROOM = Path(__file__).parent
WRITERS = (
    *(ROOM / "office", ROOM / "papers" / "sheet.py", ROOM / "templates.py", ROOM / "rates.py"),
    *(ROOM / "escape.py", ROOM.parent / "mechanism" / "ledger.py", ROOM.parent / "mechanism" / "words.py"),
)
LIBRARIES = ("python-docx", "xlsxwriter", "weasyprint", "pydyf", "fonttools", "lxml")


@dataclass(frozen=True)
class Shelf:
    """A folder of written papers; safe to delete, safe when killed, blind to those of another version.

    `forms` are those that can be written here; `used` collects the names asked for, so that `tidy` can
    clear away the rest.
    """

    folder: Path
    print_folder: Path
    forms: frozenset[Format] = frozenset({"docx", "xlsx", "pdf"})
    used: set[str] = field(default_factory=set)

    def place(self, paper: Paper, form: Format) -> Path:
        """Give the file that keeps this very paper in this form."""
        digest = sha256(f"{_version(self.print_folder)}\0{form}\0{paper!r}".encode()).hexdigest()
        self.used.add(f"{digest}.{form}")
        return self.folder / f"{digest}.{form}"

    def tidy(self) -> None:
        """Remove what this build did not ask for."""
        for path in self.folder.glob("*"):
            if path.name not in self.used:
                path.unlink(missing_ok=True)


def kept(place: Path, made: bytes) -> bytes:
    """Keep a written paper: whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(f"{place.suffix}.new")
    draft.write_bytes(made)
    draft.replace(place)
    return made


@cache
def _version(print_folder: Path) -> str:
    """Fingerprint what decides how a paper is written: our code, styles and fonts, the libraries."""
    places = (*WRITERS, print_folder, print_folder.parent / "theme" / "fonts")
    files = [file for path in places for file in ([path] if path.is_file() else path.rglob("*"))]
    marks = sha256("".join(f"{name} {_installed(name)}\n" for name in LIBRARIES).encode())
    for file in sorted(file for file in files if file.is_file() and file.suffix != ".pyc"):
        marks.update(file.name.encode() + b"\0" + file.read_bytes())
    return marks.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
