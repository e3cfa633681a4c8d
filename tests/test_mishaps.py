"""What befalls a command from outside is told as that, loses nothing, and is over once it is mended."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

import districts
import pytest
import typer

from generator import cli, stopping
from generator.commands import mishaps
from generator.commands.mishaps import mishap
from generator.commands.serve import AGAIN, Builder
from generator.outputs import writing
from generator.outputs.pages import problems
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

GUATU = Path(sys.executable).with_name("guatu")
LITTLE = 20_000
"""Bytes a file may have: more than what is kept of a small district, less than a paper of ours."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    districts.build(tmp_path / "district", districts.BASE)
    return tmp_path / "district"


def run(*words: object, to: str = "", prepare: Callable[[], None] | None = None) -> tuple[int, str]:
    """Run the command in a process of its own, redirected as a shell has it; its status and complaint."""
    command = ["sh", "-c", f'exec "$0" "$@" {to}', str(GUATU), *map(str, words)]
    done = subprocess.run(
        command, preexec_fn=prepare, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False
    )
    return done.returncode, done.stderr.decode()


def test_a_full_disk_is_told_and_is_no_fault_of_the_data(root: Path) -> None:
    assert run("check", "--root", root, to=">/dev/full") == (2, "文件读写不成：磁盘满了\n")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_who_has_closed_the_output_is_not_told(root: Path, closed: str) -> None:
    assert run("check", "--root", root, to=closed) == (0, "")


@pytest.mark.parametrize("around", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["at the end", "at once"])
def test_a_reader_who_left_is_no_fault_of_the_data(root: Path, around: dict[str, str]) -> None:
    """As after `guatu check | head -1`: status 1 would say that the data have faults."""
    ours, theirs = os.pipe()
    os.close(ours)
    own = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [GUATU, "check", "--root", root], stdout=theirs, stderr=subprocess.PIPE, env=own | around, check=False
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (cli.UNSAID, b"")


def test_an_export_that_cannot_be_written_leaves_the_earlier_one(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "E.docx"
    words = ("export", "E", "--root", root, "--period", "2026-06", "--format", "docx", "--out", out)
    assert run(*words) == (0, "")
    before = out.read_bytes()

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, LITTLE))

    status, said = run(*words, prepare=little)
    assert (status, said) == (2, f"{out} 打不开或写不进：文件太大（见 ulimit -f）\n")
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["E.docx"]


def test_what_is_written_whole_goes_where_a_link_leads_and_into_a_pipe(tmp_path: Path) -> None:
    there, link, pipe = (tmp_path / name for name in ("there", "link", "pipe"))
    link.symlink_to(there)
    writing.whole(link, b"one")
    assert link.is_symlink()
    assert there.read_bytes() == b"one"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writing.whole(pipe, b"two")
    assert os.read(reader, 10) == b"two"
    os.close(reader)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe", "there"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "x", "from", None, "to"), "to 打不开或写不进：磁盘满了"),
        (OSError(errno.EACCES, "x", "from", None, "to"), "from 打不开或写不进：没有权限"),
        (OSError(errno.EMFILE, "x"), "文件读写不成：打开的文件太多（见 ulimit -n）"),
        (BrokenProcessPool(), mishaps.MEMORY),
        (MemoryError(), mishaps.MEMORY),
        (Refused("不行", "No"), "不行"),
        (UnicodeEncodeError("latin-1", "通", 0, 1, "x"), ""),
        (OSError(), ""),
        (KeyError("x"), ""),
    ],
)
def test_what_befalls_us_is_told_from_our_own_mistakes(error: Exception, said: str) -> None:
    assert mishap(error) == said


def test_a_name_that_cannot_be_written_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "latin-1")
    assert "export LC_ALL=C.UTF-8" in mishap(UnicodeEncodeError("latin-1", "通", 0, 1, "x"))


def test_once_told_to_stop_we_complain_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError

    monkeypatch.setattr(cli, "program", broken)
    monkeypatch.setattr(sys, "argv", ["guatu", "check"])
    with pytest.raises(SystemExit):
        cli.main()
    monkeypatch.setattr(stopping, "_stopped", [130])
    with pytest.raises(KeyboardInterrupt):
        cli.main()


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x"), Refused("没有 git", "no git"), MemoryError()])
def test_a_served_site_outlives_what_befalls_a_build(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def build() -> None:
        raise error

    builder = Builder(build)
    builder.build(lambda _: True)
    assert capsys.readouterr().err == f"{mishap(error)}\n{AGAIN}\n"
    with pytest.raises(type(error)):  # the first time there is nothing to go on with
        builder.build(lambda status: status == 1)


def test_a_mistake_of_ours_ends_even_what_is_served() -> None:
    def build() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        Builder(build).build(lambda _: True)
    with pytest.raises(typer.Exit):
        Builder(lambda: (_ for _ in ()).throw(typer.Exit(2))).build(lambda status: status == 1)


@pytest.mark.parametrize(("mode", "same"), [(0o600, False), (0o644, True)])
def test_a_file_others_could_not_read_is_not_kept(tmp_path: Path, mode: int, *, same: bool) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        with writing.swapped(site) as fresh:
            fresh.mkdir()
            page = fresh / "index.html"
            page.write_text("page", encoding="utf-8")
            page.chmod(0o644)
        if _ == 0:
            (site / "index.html").chmod(mode)
            before = (site / "index.html").stat().st_ino
    assert (site / "index.html").stat().st_mode & 0o777 == 0o644
    assert ((site / "index.html").stat().st_ino == before) is same


def test_a_folder_of_ours_stays_ours_whoever_clears_it_meanwhile(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    with writing.alone(docs):
        (docs / writing.MARKER).unlink()
        writing.fill(docs, {"index.md": b"page"})
    with writing.alone(docs):
        assert (docs / "index.md").read_bytes() == b"page"


def test_the_problems_page_has_its_examples_whatever_the_names_of_files_are_read_as() -> None:
    here = "from generator.outputs.pages import problems; print(ascii(sorted(problems._files())))"
    told = {
        subprocess.check_output([sys.executable, "-c", here], env={**os.environ, **around})
        for around in ({}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    }
    assert told == {ascii(sorted(problems._files())).encode() + b"\n"}
    assert any(not name.isascii() for name in problems._files())


def test_how_paths_are_meant_is_not_for_the_surroundings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    districts.git(root, "init", "-q")
    districts.commit(root, "2026-06-29")
    said = run("check", "--root", root)
    for how in ("ICASE", "GLOB", "NOGLOB", "LITERAL"):
        monkeypatch.setenv(f"GIT_{how}_PATHSPECS", "1")
        assert run("check", "--root", root) == said == (0, "")
        monkeypatch.delenv(f"GIT_{how}_PATHSPECS")
