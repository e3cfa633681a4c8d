"""What many tests need: the rules and calendars of the repository itself."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from hypothesis import settings
from order import LONG
from places import ROOT
from playwright.sync_api import sync_playwright
from rounds import LONG_RUN, often

from generator.commands.serve import serving
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.records.decode import decode
from generator.records.model.calendar import CalendarYear
from generator.records.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

# Every run of the tests tries the same examples, however busy the machine; `make fuzz` tries new ones.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=often(100))
settings.register_profile("fuzz", print_blob=True, deadline=None)
settings.load_profile("fuzz" if LONG_RUN else "same")
# What a shell runs beside itself ignores Ctrl-C, and so would every command that is to be stopped by it here.
signal.signal(signal.SIGINT, signal.default_int_handler)


def record(path: Path) -> object:
    """Decode one file of the repository's own data; it must be without fault."""
    made, problems = decode(path.relative_to(ROOT).as_posix(), path.read_bytes())
    assert not problems
    return made


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, all else as it was, and mark what tries more in long runs."""
    for item in items:
        drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if drawn or hasattr(getattr(item, "module", None), "LONG_RUN"):
            item.add_marker("long")
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what all tests share, and come as seldom as in a command."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The edition of 2019."""
    made = record(ROOT / "data" / "policy" / "2019-03-11.yml")
    assert isinstance(made, Policy)
    return made


@pytest.fixture(scope="session")
def calendars() -> dict[int, CalendarYear]:
    """The calendars in data/calendar."""
    found = {}
    for path in sorted((ROOT / "data" / "calendar").glob("*.yml")):
        made = record(path)
        assert isinstance(made, CalendarYear)
        found[made.year] = made
    return found


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all the processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(made: Path, make: Callable[[], object]) -> Path:
    """Let the first process that needs a folder make it, and the others wait for it."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made.with_suffix(".done")
        if not done.exists():
            make()
            done.touch()
    return made


@pytest.fixture(scope="session")
def district(room: Path) -> Path:
    """A made-up district of ten projects and two quarters, as files."""
    root = room / "district"
    return once(root, lambda: writing.write(root, simulate(Size(10, 2, "2026Q1", 1, 20))[1]))


@pytest.fixture(scope="session")
def built(district: Path) -> Path:
    """The district's site, built by the command as people call it, but for the papers as files.

    It leaves out searching in a folder, for which each page opened there would make an index of all.
    """
    site = district / "site"
    return once(site, lambda: run_build(district, site, "--no-files", OFFLINE="false"))


@pytest.fixture(scope="session")
def docs(district: Path, room: Path) -> Path:
    """The district's pages before any builder has set them."""
    root = room / "pages"

    def make() -> None:
        shutil.copytree(district / "data", root / "data")
        run_build(root, root / "site", "--no-files", "--pages-only")

    return once(root, make) / "build" / "docs"


@pytest.fixture(scope="session")
def offline(district: Path, built: Path) -> Path:
    """The same site as it is without being told where it is read."""
    assert built.is_dir()
    site = district / "folder"
    return once(site, lambda: run_build(district, site, "--no-files"))


@pytest.fixture(scope="session")
def filed(room: Path) -> Path:
    """The whole site of as many projects and one quarter, with every paper as .docx, .xlsx and .pdf."""
    root = room / "filed"

    def make() -> None:
        writing.write(root, simulate(Size(10, 1, "2026Q2", 1, 20))[1])
        run_build(root, root / "site")

    return once(root, make) / "site"


@pytest.fixture(scope="session")
def build() -> Callable[..., Path]:
    """`run_build`, for a test that builds a site of its own."""
    return run_build


def run_build(root: Path, site: Path, *options: str, **environment: str) -> Path:
    """Run `guatu build` in a process of its own and give the site's folder."""
    where = ("--root", root, "--as-of", "2026-06-30", "--site-dir", site)
    done = guatu("build", *where, *options, **environment)
    assert done.status == 0, done.err + done.out
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of GUATU_BROWSER, or the one scripts/browser.sh finds or installs; never skip."""
    command = ["sh", "scripts/browser.sh"]
    path = (
        os.environ.get("GUATU_BROWSER")
        or subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    )
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page of a wide screen, as a Chinese reader's browser would."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Serve the district's site to the browser; gives where."""
    with serving(built) as found:
        yield found


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that other users of this machine can reach, as they cannot those of the tests."""
    with TemporaryDirectory(prefix="guatu-test-") as room:
        folder = Path(room)
        folder.chmod(0o755)
        yield folder
