"""`guatu serve` as a person has it: the site, anew after each change, whatever is wrong in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import districts
import pytest
from others import children
from watchdog.observers import Observer

from generator.commands import serve
from generator.commands.serve import Ears
from generator.outputs import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT, PAGE = "data/projects/U01/P001.yml", "projects/P001.html"
SOON = 60


class Served:
    """A served district: its address, and all that was said since it was asked last."""

    def __init__(self, root: Path, *words: str) -> None:
        start = [sys.executable, "-X", "utf8", "-u", "-c", "from generator.cli import process; process()"]
        self.process = subprocess.Popen(
            [*start, "serve", "--root", str(root), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        self.said: list[str] = []
        Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def until(self, heard: Callable[[str], bool]) -> str:
        """Wait for a line, and forget what was said up to it."""
        end = time.monotonic() + SOON
        while time.monotonic() < end:
            for number, line in enumerate(self.said):
                if heard(line):
                    del self.said[: number + 1]
                    return line.strip()
            assert self.process.poll() is None or not self.said, self.said
            time.sleep(0.02)
        raise AssertionError(self.said)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310 - our own
            return str(answer.read().decode())

    @property
    def address(self) -> str:
        return self._address

    def begun(self) -> None:
        self._address = self.until(lambda line: line.startswith("http://")).partition(" ")[0]


@contextmanager
def served(root: Path, *words: str) -> Iterator[Served]:
    made = Served(root, "--as-of", "2026-06-30", "--port", "0", *words)
    try:
        yield made
    finally:
        with suppress(ProcessLookupError):
            os.killpg(made.process.pid, signal.SIGKILL)
        made.process.wait()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    districts.build(tmp_path, districts.BASE)
    districts.git(tmp_path, "init", "-q")
    districts.commit(tmp_path, "2026-06-29")
    return tmp_path


def write(root: Path, change: Callable[[str], str]) -> None:
    file = root / PROJECT
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def heard(ears: Ears) -> bool:
    """Wait for a change, but not for ever."""
    waiting = Thread(target=ears.hear, daemon=True)
    waiting.start()
    waiting.join(SOON)
    return not waiting.is_alive()


def test_each_change_is_on_the_site(root: Path) -> None:
    old = next(
        line for line in (root / PROJECT).read_text(encoding="utf-8").splitlines() if line[:5] == "name:"
    )
    with served(root) as found:
        found.begun()
        assert old.removeprefix("name:").strip() in found.page(PAGE)
        (helper,) = children(found.process.pid)
        write(root, lambda text: text.replace(old, "name: 改了名的项目"))
        found.until(lambda line: "网站已生成" in line)
        assert "改了名的项目" in found.page(PAGE)
        write(root, lambda text: text + "colour: 红\n")
        found.until(lambda line: PROJECT in line)
        found.until(lambda line: "自动重新生成" in line)
        assert "数据有 1 处错误" in found.page("index.html")
        write(root, lambda text: text.removesuffix("colour: 红\n"))
        found.until(lambda line: "网站已生成" in line)
        assert "改了名的项目" in found.page(PAGE)
        districts.commit(root, "2026-06-30")
        found.until(lambda line: "网站已生成" in line)
        assert districts.git(root, "rev-parse", "HEAD")[:10] in found.page(PAGE)
        assert children(found.process.pid) == {helper}  # which has read the words for all of these
        os.kill(helper, signal.SIGKILL)
        write(root, lambda text: text.replace("改了名的项目", "又改了名的项目"))
        found.until(lambda line: "网站已生成" in line)
        assert "又改了名的项目" in found.page(PAGE)
        (helper,) = children(found.process.pid)
        os.kill(found.process.pid, signal.SIGINT)
        assert found.process.wait(SOON) == 0
        assert not Path(f"/proc/{helper}").exists()


def test_a_district_at_fault_is_shown_from_the_beginning(root: Path) -> None:
    write(root, lambda text: text + "colour: 红\n")
    with served(root) as found:
        found.until(lambda line: "自动重新生成" in line)
        found.begun()
        assert "数据有 1 处错误" in found.page("index.html")


def test_what_is_no_district_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "own.txt").touch()
    with served(tmp_path) as found:
        assert found.process.wait(SOON) == 2


@pytest.mark.parametrize("full", [False, True], ids=["told", "looked for"])
def test_what_is_listened_to(root: Path, monkeypatch: pytest.MonkeyPatch, *, full: bool) -> None:
    """Reading is no change, nor is what is written beside the data; `full`: the system tells of nothing."""

    def refuse(_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    if full:
        monkeypatch.setattr(Observer, "start", refuse)
    with Ears(root) as ears:
        changed = ears.changed
        (root / PROJECT).read_bytes()
        (root / "site").mkdir()
        (root / "site" / "index.html").touch()
        assert not changed.wait(1.5)
        (root / "data" / "events" / "X.yml").write_text("id: X\n", encoding="utf-8")
        assert heard(ears)
        assert not changed.wait(1.5)
        if not full:
            (root / "mkdocs.yml").touch()
            assert heard(ears)
            districts.commit(root, "2026-06-30")
            assert heard(ears)
            shutil.copytree(root / "data", root / "aside")
            shutil.rmtree(root / "data")
            assert heard(ears)
            (root / "aside").rename(root / "data")
            assert heard(ears)
            assert not changed.wait(0.5)
            write(root, lambda text: text + "\n")
            assert heard(ears)
        assert not ears.templates.is_set()


def test_a_file_that_never_rests_is_not_waited_for(root: Path) -> None:
    over = Event()

    def restless() -> None:
        while not over.wait(0.03):
            (root / "data" / "log.yml").write_text(f"{time.monotonic()}", encoding="utf-8")

    with Ears(root) as ears:
        Thread(target=restless, daemon=True).start()
        assert heard(ears)
        over.set()


def test_templates_that_change_are_read_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was printed by the old ones is of another version."""
    templates = root / "site_templates"
    templates.mkdir()
    monkeypatch.setattr(serve, "bundle", lambda: root)
    (templates / "page.j2").write_text("甲", encoding="utf-8")
    before = shelf.version_of((templates,), ())
    with Ears(root) as ears:
        (templates / "page.j2").write_text("乙", encoding="utf-8")
        assert heard(ears)
        assert ears.templates.is_set()
    shelf.forget()
    assert shelf.version_of((templates,), ()) != before
