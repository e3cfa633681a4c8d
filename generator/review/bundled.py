"""The offline copy: one zip with the site, and a first page that opens it and lists the past issues."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.bundle import bundle
from generator.outputs.papers.periods import said
from generator.outputs.templates import environment
from generator.records.calendar import Month, Quarter
from generator.review.release import FILE_MODE, sealed_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.outputs.revision import Revision
    from generator.review.editions import Edition

ISSUE = re.compile(r"([0-9]{4}(?:-[0-9]{2}|Q[1-4])?)(?:-r([0-9]+))?")
START, SITE, TEMPLATE = "打开我.html", "site", "publish/start.html.j2"
EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX = 3
LISTS = (("月度通报", "bulletins", Month), ("季度考评", "rankings", Quarter))
LEDGER = "ledger.html"
"""The page of sealed bulletins, where the site has one."""


def bundled(current: Edition, revision: Revision, file: Path, room: Path) -> int:
    """Write the offline copy of an edition in one move; tells how many files it holds.

    The same site gives the same bytes: files in the order of their paths, one time, one mode.
    """
    site = room / SITE
    site.mkdir()
    current.build(site)
    sealed_up(current, site)
    top = f"挂图-{current.as_of}/"
    files = {f"{top}{START}": _start(current, revision, site)}
    paths = (path for path in site.rglob("*") if path.is_file())
    files |= {f"{top}{path.relative_to(room).as_posix()}": path.read_bytes() for path in paths}
    _replaced(file, sorted(files.items()))
    return len(files)


def _start(current: Edition, revision: Revision, site: Path) -> bytes:
    """Print the first page."""
    lists = [
        (title, f"{SITE}/{folder}/index.html", _issues(site, folder, kind)) for title, folder, kind in LISTS
    ]
    page = environment(bundle() / "site_templates").get_template(TEMPLATE)
    shown = page.render(
        as_of=current.as_of,
        revision=revision,
        lists=[one for one in lists if one[2]],
        home=f"{SITE}/index.html",
        ledger=f"{SITE}/{LEDGER}" if (site / LEDGER).is_file() else "",
        icon=f"{SITE}/assets/favicon.svg",
        script=f"{SITE}/assets/guatu.js",
    )
    return shown.encode()


def _issues(site: Path, folder: str, kind: type[Month | Quarter]) -> list[tuple[str, str]]:
    """List the issues of a folder, newest first: address and name; what one would be now is none."""
    pages = sorted((site / folder).glob("2*.html"), reverse=True)
    named = ((page.name, ISSUE.fullmatch(page.stem)) for page in pages)
    return [(f"{SITE}/{folder}/{name}", _name(found, kind)) for name, found in named if found]


def _name(found: re.Match[str], kind: type[Month | Quarter]) -> str:
    """Name an issue by its period, a later revision with its number."""
    period, revision = found.groups()
    name = f"{period}年" if period.isdigit() else said(kind.parse(period))
    return name + (f"（第{revision}次）" if revision else "")


def _replaced(file: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a zip beside its place and move it there when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(number, "wb") as out, ZipFile(out, "w") as archive:
            for path, data in files:
                entry = ZipInfo(path, EARLIEST)
                entry.create_system, entry.external_attr = UNIX, (0o100000 | FILE_MODE) << 16
                archive.writestr(entry, data, ZIP_DEFLATED)
        fresh.chmod(FILE_MODE)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
