"""A place for a plain web server: release folders, and a symlink that changes to the new one in one move."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.source import Refused
from generator.review.release import FILE_MODE, FOLDER_MODE, RECORD, Release, folder_digests
from generator.review.sharing import GROUP, joined, opened
from generator.review.shown import INDEX, LATEST, MENU, menu, not_ours, start_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mike.versions import Versions

    from generator.review.shown import Placed

RELEASES, SITE = "releases", "site"
NEW, LINK = ".new-", ".site-"
KEPT = 3
NUMBER = re.compile("[0-9]{6}")
EFFECTIVE = os.access in os.supports_effective_ids


@dataclass(frozen=True)
class Folders:
    """`folder/site` is a symlink to the newest of `folder/releases`; the caller holds the folder's lock.

    Where the link is lost, as in a copy without links, the newest release is still what has been published.
    """

    folder: Path

    @property
    def where(self) -> str:
        """Name the folder a web server shows."""
        return str(self._site)

    def shown(self) -> Mapping[str, Release]:
        """Read the records of the release that is shown. Raises Refused for a folder that is not ours."""
        self._refuse_foreign()
        return {str(info.version): self._record(str(info.version)) for info in self._versions()}

    def altered(self, name: str) -> list[str]:
        """Compare a version's files with its record."""
        return self._record(name).altered(folder_digests(self._shown / name))

    def latest(self) -> str:
        """Name the version whose copy `latest` is, file by file."""
        for info in self._versions() if self._site.is_symlink() else ():
            name = str(info.version)
            if LATEST in info.aliases and (self._site / INDEX).is_file() and not self._strays(name):
                return name
        return ""

    def around(self) -> Mapping[str, bytes]:
        """Read what lies beside the versions; a link that leads nowhere to be read is empty."""
        ours = {LATEST, *(str(info.version) for info in self._versions())}
        beside = [path for path in self._site.glob("*") if path.name not in ours]
        paths = [path for top in beside for path in (top, *(() if top.is_symlink() else top.rglob("*")))]
        return {
            path.relative_to(self._site).as_posix(): path.read_bytes() if path.is_file() else b""
            for path in paths
            if path.is_file() or path.is_symlink()
        }

    def put(self, placed: Sequence[Placed], latest: str) -> None:
        """Make a release of what is shown and what is new, then let the symlink lead to it.

        What cannot be finished is cleared away; the error names the place where it does not name another.
        """
        self._clear()
        fresh = self.folder / RELEASES / f"{NEW}{self._next()}"
        try:
            self._put(placed, latest, fresh)
        except BaseException as error:
            with suppress(OSError):
                self._clear()
            if isinstance(error, OSError) and fresh.name in str(error.filename2 or error.filename or fresh):
                error.filename, error.filename2 = str(self.folder), None
            raise

    def refuse_closed(self) -> None:
        """Refuse a place that cannot be written to. Raises Refused."""
        for folder in (self.folder, self.folder / RELEASES):
            if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK, effective_ids=EFFECTIVE):
                raise Refused(
                    f"{folder} 不能写入，没有发布：请让执行发布的用户（或他所在的组）可以写，或者换一个",
                    f"{folder} cannot be written to: let the user who publishes, or a group of his, do so",
                )

    def _put(self, placed: Sequence[Placed], latest: str, fresh: Path) -> None:
        fresh.parent.mkdir(exist_ok=True)
        for folder in (self.folder, fresh.parent):
            opened(folder, self.folder)
        fresh.mkdir()
        versions = self._versions()
        for info in versions:
            if str(info.version) not in {one.edition.name for one in placed}:
                _linked(self._shown / str(info.version), fresh / str(info.version))
        for one in placed:
            _moved(one.folder, fresh / one.edition.name)
            versions.add(one.edition.name, one.edition.title)
        versions.update(latest, aliases=[LATEST], update_aliases=True)
        _linked(fresh / latest, fresh / LATEST)
        (fresh / MENU).write_text(versions.dumps() + "\n", encoding="utf-8")
        (fresh / INDEX).write_text(start_page(), encoding="utf-8")
        (fresh / ".nojekyll").touch()
        _settled(fresh, {one.edition.name for one in placed}, self.folder)
        self._show(fresh)

    @property
    def _site(self) -> Path:
        return self.folder / SITE

    @property
    def _shown(self) -> Path:
        """Give what is published: where the link leads, or the newest release where there is none."""
        return self._site if os.path.lexists(self._site) else max(self._releases(), default=self._site)

    def _versions(self) -> Versions:
        file = self._shown / MENU
        return menu(file.read_bytes() if file.is_file() else None, self.where)

    def _record(self, name: str) -> Release:
        file = self._shown / name / RECORD
        if not file.is_file():
            raise not_ours(self.where)
        return Release.read(file.read_bytes(), str(file))

    def _strays(self, name: str) -> bool:
        """Tell whether `latest` is anything else than a copy of a version."""
        copy = self._site / LATEST
        same = (copy / RECORD).is_file() and (copy / RECORD).read_bytes() == self._record(name).data
        return not same or bool(self._record(name).altered(folder_digests(copy)))

    def _next(self) -> str:
        names = [path.name.removeprefix(NEW) for path in (self.folder / RELEASES).glob("*")]
        return f"{max((int(name) for name in names if NUMBER.fullmatch(name)), default=0) + 1:06}"

    def _releases(self) -> list[Path]:
        return sorted((self.folder / RELEASES).glob("[0-9]" * 6))

    def _show(self, fresh: Path) -> None:
        """Give the release its name and let the symlink lead to it."""
        release = fresh.with_name(fresh.name.removeprefix(NEW))
        fresh.rename(release)
        _synced(release.parent)
        link = self.folder / f"{LINK}{release.name}"
        link.symlink_to(f"{RELEASES}/{release.name}")
        link.replace(self._site)
        _synced(self.folder)
        for old in [path for path in self._releases() if path != release][: 1 - KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def _clear(self) -> None:
        """Clear what killed runs left: unfinished releases, links not put in place."""
        for path in (self.folder / RELEASES).glob(f"{NEW}*"):
            shutil.rmtree(path, ignore_errors=True)  # another's, which stays, is in nobody's way
        for path in self.folder.glob(f"{LINK}*"):
            path.unlink()
        last = (self._site.readlink() if self._site.is_symlink() else self._shown).name
        for path in self._releases():
            if path.name > last:  # finished, and never shown
                shutil.rmtree(path)

    def _refuse_foreign(self) -> None:
        strange = [path.name for path in self.folder.iterdir() if not path.name.startswith(".")]
        link = self._site.is_symlink() and self._site.readlink().parts[:1] == (RELEASES,)
        ours = link or not os.path.lexists(self._site)
        foreign = sorted(set(strange) - ({SITE, RELEASES} if ours else {RELEASES}))
        if foreign:
            raise not_ours(str(self.folder), foreign)


def _moved(before: Path, after: Path) -> None:
    """Move a folder, to another disk too."""
    try:
        before.rename(after)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _linked(before, after)


def _linked(before: Path, after: Path) -> None:
    """Make a folder with the same files, linked where the file system can, else copied."""
    after.mkdir()
    for path in sorted(before.rglob("*")):
        target = after / path.relative_to(before)
        if path.is_dir():
            target.mkdir()
        else:
            try:
                os.link(path, target)
            except OSError:
                shutil.copyfile(path, target)
                target.chmod(FILE_MODE)
                _synced(target)


def _settled(release: Path, placed: set[str], place: Path) -> None:
    """Set the modes and bring to the disk what is new: the versions placed, the start page, every folder."""
    for path in (*sorted(release.rglob("*")), release):
        new = path.parent == release or path.relative_to(release).parts[:1] in {(name,) for name in placed}
        if path.is_dir() or new:
            mode = FILE_MODE if not path.is_dir() else GROUP if joined(path, place) else FOLDER_MODE
            path.chmod(mode)
            _synced(path)


def _synced(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
