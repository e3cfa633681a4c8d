"""The record published beside each version: what it was made from, and the SHA-256 of each of its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.review.editions import Edition

RECORD = "release.json"
FILE_MODE, FOLDER_MODE = 0o644, 0o755
BROKEN = ("这里已发布的 release.json 读不懂：{}", "A published release.json cannot be read: {}")


@dataclass(frozen=True)
class Release:
    """One published version: its seal, its commit and day, and every file's SHA-256 by path."""

    number: int
    head: str
    commit: str
    as_of: str
    tool: str
    files: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition, folder: Path) -> Release:
        """Describe an edition's finished site."""
        day = edition.as_of.isoformat()
        return cls(edition.number, edition.head, edition.commit, day, __version__, folder_digests(folder))

    @classmethod
    def read(cls, data: bytes, where: str) -> Release:
        """Read a record back. Raises Refused for one that is not ours."""
        try:
            return cls(**_typed(json.loads(data)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(BROKEN[0].format(where), BROKEN[1].format(where)) from error

    @property
    def data(self) -> bytes:
        """Give the record as it is published."""
        shown = {name: getattr(self, name) for name in ("number", "head", "commit", "as_of", "tool")}
        text = json.dumps({**shown, "files": dict(self.files)}, ensure_ascii=False, indent=1, sort_keys=True)
        return text.encode() + b"\n"

    def tells_of(self, edition: Edition) -> bool:
        """Tell whether this is the release of that very edition: same seal, commit and day."""
        mine = (self.number, self.head, self.commit, self.as_of)
        return mine == (edition.number, edition.head, edition.commit, edition.as_of.isoformat())

    def altered(self, found: Mapping[str, str]) -> list[str]:
        """Name the files that are changed, missing or new against what is found, by path."""
        names = self.files.keys() | found.keys()
        return sorted(name for name in names if self.files.get(name) != found.get(name))


def digest(data: bytes) -> str:
    """Give the SHA-256 of a file."""
    return sha256(data).hexdigest()


def digests(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Give the SHA-256 of each file by path; the record itself does not count."""
    return {path: digest(data) for path, data in files if path != RECORD}


def folder_digests(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file below a folder, in the order of their paths; a link counts as a file."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    found = ((path, path.read_bytes() if path.is_file() else b"") for path in paths)
    return digests((path.relative_to(folder).as_posix(), data) for path, data in found)


def sealed_up(edition: Edition, folder: Path) -> Release:
    """Put the record beside a finished site, readable for every web server whatever the umask."""
    release = Release.of(edition, folder)
    (folder / RECORD).write_bytes(release.data)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
    folder.chmod(FOLDER_MODE)
    return release


def _typed(raw: dict[str, Any]) -> dict[str, Any]:
    texts = {name: str(raw[name]) for name in ("head", "commit", "as_of", "tool")}
    files = {str(path): str(sha) for path, sha in raw["files"].items()}
    return {"number": int(raw["number"]), **texts, "files": files}
