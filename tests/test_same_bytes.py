"""The same commit and day give the same bytes: machines that differ in all that must not matter."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from districts import git
from rounds import LONG_RUN
from sealed_repository import made

from generator.demo.simulate import Size

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = [pytest.mark.slow]
ELSEWHERE = Path(__file__).parent / "elsewhere"
DAY = "2026-02-10"
KINDS = {".html", ".svg", ".docx", ".xlsx", ".pdf", ".json", ".xml", ".gz", ".js", ".ics"}
COPY = "copy.zip"

# time zone, locale, hash seed, folder, umask, days the clock is off, order of folders, processors
MACHINES = (
    ("UTC", "C.UTF-8", "0", "a", 0o022, 0, "", ""),
    ("Pacific/Kiritimati", "tr_TR.UTF-8", "random", "重大 项目/" + "f" * 80, 0o077, -400, "7", "4"),
    ("America/New_York", "C", "1", "j", 0o002, 400, "1", "1"),
)[: None if LONG_RUN else 2]
COPIERS = ("a", MACHINES[1][3])
"""Those that write the offline copy too."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district of two projects with its history, in which one month is sealed by the day."""
    return made(tmp_path_factory.mktemp("data"), Size(2, 1, "2026Q1", 1, 10))


@pytest.fixture(scope="module")
def published(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What each machine published: the site in a folder and the offline copy, each file's SHA-256."""
    folder = tmp_path_factory.mktemp("machines")
    with ThreadPoolExecutor(2) as two:
        return list(two.map(lambda machine: on_machine(data, folder, machine), MACHINES))


def on_machine(
    data: Path, folder: Path, machine: tuple[str, str, str, str, int, int, str, str]
) -> dict[str, str]:
    """Clone the data, publish there, and tell what came out."""
    zone, locale, seed, name, mask, days, order, processors = machine
    here = folder / name
    here.parent.mkdir(parents=True, exist_ok=True)
    git(folder, "clone", "-q", str(data), str(here))
    settings = {
        "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ELSEWHERE),
        "ELSEWHERE_DAYS": str(days), "ELSEWHERE_ORDER": order, "ELSEWHERE_CPUS": processors,
    }  # fmt: skip
    run(here, settings, mask, "--to", str(here / "www"))
    site = here / "www" / "site"
    found = {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    if name in COPIERS:
        run(here, settings, mask, "--zip", str(here / COPY))
        found[COPY] = (here / COPY).read_bytes()
    return {path: sha256(data).hexdigest() for path, data in found.items()}


def run(root: Path, settings: Mapping[str, str], mask: int, *how: str) -> None:
    """Publish in a process of its own."""
    command = [sys.executable, "-c", "from generator.cli import main; main()", "publish"]
    done = subprocess.run(
        [*command, "--root", str(root), "--as-of", DAY, *how],
        env={**os.environ, **settings},
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout


def test_every_machine_gives_the_same_bytes(published: list[dict[str, str]]) -> None:
    first = published[0]
    for found, machine in zip(published, MACHINES, strict=True):
        paths = {path for path in first.keys() | found.keys() if path != COPY}
        assert not sorted(path for path in paths if first.get(path) != found.get(path)), machine
    copies = [found[COPY] for found in published if COPY in found]
    assert len(copies) == len(COPIERS)
    assert len(set(copies)) == 1


def test_every_kind_of_file_is_among_them(published: list[dict[str, str]]) -> None:
    assert {Path(path).suffix for path in published[0]} >= KINDS
    assert {path.partition("/")[0] for path in published[0]} >= {"current", "2026-01", "latest"}


def test_the_machines_do_differ() -> None:
    settings = {"ELSEWHERE_DAYS": "400", "ELSEWHERE_ORDER": "1", "ELSEWHERE_CPUS": "7"}
    code = (
        "import os, time; from datetime import datetime; print(datetime.now().timestamp(), os.cpu_count());"
    )
    code += "print(time.time(), *os.listdir())"
    there, here = (
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ELSEWHERE.parent,
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for more in ({**settings, "PYTHONPATH": str(ELSEWHERE)}, {})
    )
    for clock in (0, 2):
        assert float(there[clock]) - float(here[clock]) > 399 * 86400
    assert there[1] == "7"
    assert there[3:] != here[3:]
    assert sorted(there[3:]) == sorted(here[3:])
