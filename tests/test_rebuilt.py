"""A site built over the last one, with all that is kept between builds, is the site built from nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
import sealed_repository
from commands import guatu
from rounds import LONG_RUN

from generator.demo import writing
from generator.demo.simulate import Size, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow
KEPT = ("charts", "pages", "prints", "records", "search")
FEW = 0 if LONG_RUN else 2
WORDS = re.compile(
    r" *(- )?(name|short|note|text|title|result|content|reason|convener|matter|date|due|honour): \S"
)
SHIFTED = re.compile(r"(\d{4}-\d\d-)\d\d$")
DAY = "2026-06-30"
SAID = "（有未提交的改动）".encode()
GUATU = Path(".git") / "guatu"
"""Where things are kept between builds, in a repository."""
REPORT = """id: ZB-X
kind: weekly_report
date: 2026-06-30
writer: {unit}
project: {project}
week: 2026-W27
progress:
  - 完成基坑支护。
"""


def first(root: Path, pattern: str) -> Path:
    return min((root / "data").glob(pattern))


def report(root: Path) -> None:
    """One more weekly report."""
    project = first(root, "projects/*/*.yml")
    new = root / "data" / "events" / project.parent.name / "2026" / "ZB-X.yml"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(REPORT.format(unit=project.parent.name, project=project.stem), encoding="utf-8")


def withdrawn(root: Path) -> None:
    """A report is gone."""
    first(root, "events/*/2026/ZB*.yml").unlink()


def renamed(root: Path) -> None:
    """A unit has another name, which is a word of the search too; the file keeps its size and its moment."""
    unit = first(root, "register/organisations/*.yml")
    before, text = unit.stat(), unit.read_text(encoding="utf-8")
    short = text.partition("short: ")[2].partition("\n")[0]
    unit.write_text(text.replace(short, "甲乙丙丁戊己庚辛"[: len(short)]), encoding="utf-8")
    os.utime(unit, ns=(before.st_atime_ns, before.st_mtime_ns))


def harder(root: Path) -> None:
    """The rules take more points."""
    policy = first(root, "policy/*.yml")
    text = policy.read_text(encoding="utf-8")
    assert "points: -10\n" in text
    policy.write_text(text.replace("points: -10\n", "points: -12\n", 1), encoding="utf-8")


def other_shell(root: Path) -> None:
    """The site has another name."""
    own = Path(__file__).parent.parent / "mkdocs.yml"
    text = own.read_text(encoding="utf-8").replace("site_name: 重大产业项目推进考评", "site_name: 别的名字")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def pages(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def broken(root: Path) -> None:
    """A killed run or another hand has left nothing whole of what is kept."""
    folders = [root / "build" / name for name in KEPT if (root / "build" / name).is_dir()]
    assert len(folders) > 3
    for path in [path for folder in folders for path in folder.iterdir()]:
        path.write_bytes(path.read_bytes()[:-1])


def test_a_site_built_over_the_last_is_that_built_from_nothing(
    tmp_path: Path, build: Callable[..., Path]
) -> None:
    root = tmp_path / "district"
    writing.write(root, simulate(Size(4, 1, "2026Q2", 1, 12))[1])
    seen = [pages(build(root, root / "site", "--no-files"))]
    for changes in ((report, renamed), (harder, withdrawn, other_shell, broken)):
        for change in changes:
            change(root)
        over = pages(build(root, root / "site", "--no-files"))
        shutil.rmtree(root / "build")
        assert over == pages(build(root, tmp_path / "nothing", "--no-files")), changes
        assert over not in seen
        seen.append(over)


def twice(
    root: Path, build: Callable[..., Path], kept: tuple[str, ...], *options: str
) -> tuple[list[dict[str, bytes]], list[dict[str, int]]]:
    """Build of two commits of the same data; gives the sites, and the files kept in some folders by inode."""
    git("init", "-q", cwd=root)
    git("add", "data", cwd=root)
    sites, files = [], []
    for number in range(2):
        git("commit", "-q", "--allow-empty", "-m", str(number), cwd=root)
        sites.append(pages(build(root, root / "site", *options)))
        folders = [root / GUATU / name / "top" for name in kept]
        files.append({path.name: path.stat().st_ino for folder in folders for path in folder.iterdir()})
    return sites, files


def test_another_commit_of_the_same_data_asks_for_nothing_new(
    tmp_path: Path, build: Callable[..., Path]
) -> None:
    root = tmp_path / "district"
    writing.write(root, simulate(Size(6, 2, "2026Q1", 1, 20))[1])
    sites, kept = twice(root, build, ("search", "charts"), "--no-files")
    assert len(kept[0].keys() ^ kept[1].keys()) == 2  # one page names the commit
    assert len(kept[0]) > 50
    changed = {path for path, text in sites[1].items() if sites[0][path] != text}
    same = {path for path in sites[1] if path.endswith(".html")} - changed
    assert {path.partition("/")[0] for path in same} <= {"papers", "bulletins"}  # as of past days
    assert len(same) > 40
    assert not {path for path in changed if path.endswith((".svg", ".js", "search_index.json"))}


def test_another_commit_of_the_same_data_writes_no_paper_anew(
    tmp_path: Path, build: Callable[..., Path]
) -> None:
    root = tmp_path / "district"
    writing.write(root, simulate(Size(2, 1, "2026Q2", 1, 6))[1])
    sites, kept = twice(root, build, ("papers",))
    assert kept[0] == kept[1]
    papers = {path for path in sites[0] if path.startswith("papers/files/")}
    changed = {path for path in papers if sites[0][path] != sites[1][path]}
    assert {path.rpartition(".")[2] for path in changed} == {"docx", "xlsx", "pdf"}
    shutil.copytree(root, copy := tmp_path / "copy", ignore=shutil.ignore_patterns("build", "guatu", "site"))
    assert sites[1] == pages(build(copy, copy / "site"))


def test_papers_of_past_days_are_printed_once(tmp_path: Path, build: Callable[..., Path]) -> None:
    root = sealed_repository.made(tmp_path / "district", Size(3, 2, "2026Q1", 1, 12))
    sealed_repository.committed(root, {".gitignore": "/build\n/site\n"}, DAY)
    build(root, root / "site", "--no-files")
    papers = {path: path.read_bytes() for path in (root / "site" / "papers").rglob("*.html")}
    prints = printed(root)
    for change in (report, renamed):
        change(root)
        sealed_repository.committed(root, {}, DAY)
        over = pages(build(root, root / "site", "--no-files"))
        alike = len(prints & (left := printed(root)))
        # What was computed for sealed periods stays in any case.
        assert alike > 20 if change is report else alike < 10, change
        prints = left
    shutil.copytree(root, copy := tmp_path / "copy", ignore=shutil.ignore_patterns("build", "guatu", "site"))
    assert over == pages(build(copy, copy / "site", "--no-files"))
    assert any(path.read_bytes() != text for path, text in papers.items())


def test_what_is_not_committed_yet_marks_what_it_bears_on(tmp_path: Path, build: Callable[..., Path]) -> None:
    root = sealed_repository.made(tmp_path / "district", Size(3, 2, "2026Q1", 1, 12))
    sealed_repository.committed(root, {".gitignore": "/build\n/site\n"}, DAY)
    before = pages(build(root, root / "site", "--no-files"))
    past = {
        path
        for path, text in before.items()
        if path.startswith("papers/") and b"2026&#45;06&#45;30" not in text
    }
    prints = printed(root)
    for change in (report, renamed):
        change(root)
        over = pages(build(root, root / "site", "--no-files"))
        shutil.copytree(
            root, copy := tmp_path / "copy", ignore=shutil.ignore_patterns("build", "guatu", "site")
        )
        assert over == pages(build(copy, copy / "site", "--no-files"))
        shutil.rmtree(copy)
        assert SAID in over["index.html"]
        marked = {path for path in past if SAID in over[path]}
        if change is report:  # a new event, on the day of the data
            assert not marked
            assert {path for path in past if over[path] == before[path]} == past
            assert len(prints & printed(root)) > 20
        else:
            assert len(marked) > 20
    assert len(past) > 20


def edited(root: Path, random: Random) -> str:
    """Change one file in one place, or take it away; tells what was done."""
    path = random.choice(sorted((root / "data").rglob("*.yml")))
    lines = path.read_text(encoding="utf-8").splitlines()
    spots = [place for place, line in enumerate(lines) if WORDS.match(line)]
    if not spots:
        path.unlink()
        return f"{path} taken away"
    spot = random.choice(spots)
    lines[spot] = SHIFTED.sub(lambda day: f"{day[1]}{random.randint(10, 28)}", lines[spot]) + random.choice(
        ("", "", "改") if SHIFTED.search(lines[spot]) is None else ("",)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{path} {lines[spot]}"


def test_random_edits_leave_the_site_that_is_built_from_nothing(tmp_path: Path) -> None:
    """Of one commit that is written anew each time, so that no edit counts as tampering."""
    root, random, seen = tmp_path / "district", Random(7 if FEW else None), []
    writing.write(root, simulate(Size(4, 1, "2026Q2", 1, 12))[1])
    (root / ".gitignore").write_text("/build\n/site\n", encoding="utf-8")
    git("init", "-q", cwd=root)
    for number in range(FEW or 20):
        seen.append(edited(root, random) if number else "")
        git("add", "-A", cwd=root)
        git("commit", "-q", *(["--amend"] if number else []), "-m", str(number), cwd=root)
        day = random.choice(("2026-06-30", "2026-06-30", "2026-06-12"))
        over = anyhow(root, root / "site", day)
        shutil.copytree(
            root, copy := tmp_path / "copy", ignore=shutil.ignore_patterns("build", "guatu", "site")
        )
        assert over == anyhow(copy, copy / "site", day), seen
        shutil.rmtree(copy)
    assert any(seen)


def anyhow(root: Path, site: Path, day: str) -> tuple[int, dict[str, bytes]]:
    """Build, with faults in the data or without; gives the status and the site, if one was built."""
    done = guatu("build", "--root", root, "--as-of", day, "--site-dir", site, "--no-files")
    assert done.status in {0, 1}, done.err
    return done.status, pages(site) if "网站已生成" in done.out else {}


def printed(root: Path) -> set[tuple[str, bytes]]:
    """What is kept of printed pages."""
    return {(path.name, path.read_bytes()) for path in (root / GUATU / "prints" / "top").glob("[!.]*")}


def git(*words: str, cwd: Path) -> None:
    who = ("-c", "user.name=张某", "-c", "user.email=z@example.invalid")
    subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True)
