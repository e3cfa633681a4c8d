"""Measure the whole tool on demo districts of growing size, beside other generators on the same content.

All steps of a round run one after the other, then the next round: what slows the machine for a while slows
all of them. Figures are medians of the rounds. Run by `make bench`; `--sizes 300,1000` chooses the districts.
The machine is noisy: read ratios and exponents, not single times.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import contenders
from measure import Figure, answer, run

if TYPE_CHECKING:
    from collections.abc import Callable

GUATU = Path(sys.executable).with_name("guatu")
AS_OF = "2026-09-30"
OURS = (
    *("check one", "check", "check, kept", "score, kept", "site", "one change", "one save, served"),
    *("site, with files", "one change, with files"),
)
SAVED, FILED = 20, 40
"""The first of the projects whose reports are saved while the site is served (the second save is timed), and
of those whose reports change a site that has every paper as files too."""
BESIDE = ("hugo, same pages", "hugo, same YAML", "mkdocs", "zensical")


def district(root: Path, projects: int) -> None:
    """Write a demo district with about ten events a project, in a repository of one commit."""
    run(
        projects, "demo", GUATU, "demo", root, "--projects", projects, "--quarters", 7, "--seed", 1,
        "--events-per-project", 10, "--no-git",
    )  # fmt: skip
    git(root, "init", "-q", "--initial-branch=main")
    commit(root, "2026-09-30T09:00:00+0800")


def git(root: Path, *words: str, **more: str) -> None:
    """Run git in a folder; `more` is put into its environment."""
    subprocess.run(["git", *words], cwd=root, check=True, env={**os.environ, **more})


def commit(root: Path, moment: str) -> None:
    """Commit the data as they lie there."""
    git(root, "add", "data")
    who = ("-c", "user.name=张某", "-c", "user.email=z@example.invalid", "-c", "gc.auto=0")
    git(root, *who, "commit", "-q", "-m", "data", GIT_AUTHOR_DATE=moment, GIT_COMMITTER_DATE=moment)


def report_once(root: Path, number: int) -> None:
    """Send in and merge one more weekly report, the change that comes most often."""
    report(root, number)
    commit(root, f"2026-09-30T10:{number:02}:00+0800")


def report(root: Path, number: int) -> Path:
    """Write one more weekly report, of the project with this number; gives the file."""
    project = sorted((root / "data" / "projects").glob("*/*.yml"))[number]
    new = root / "data" / "events" / project.parent.name / "2026" / f"ZB-X{number}.yml"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(
        f"id: ZB-X{number}\nkind: weekly_report\ndate: 2026-09-30\nwriter: {project.parent.name}\n"
        f"project: {project.stem}\nweek: 2026-W40\nprogress:\n  - 完成基坑支护。\n",
        encoding="utf-8",
    )
    return new


def forget(root: Path) -> None:
    """Remove whatever is kept between runs."""
    for kept in (root / "build", root / ".git" / "guatu"):
        shutil.rmtree(kept, ignore_errors=True)


def ours(projects: int, root: Path, site: Path, number: int) -> list[Figure]:
    """Measure our steps once: from nothing, with what the first left, and after one more event.

    The last two write every paper as .docx, .xlsx and .pdf too.
    """
    one = min((root / "data" / "events").glob("*/2026/*.yml"))
    where = ("--root", root)
    whole = (GUATU, "build", *where, "--as-of", AS_OF, "--site-dir", site)
    build = (*whole, "--no-files")
    score = (GUATU, "score", *where, "--period", "2026Q3", "--as-of", AS_OF)
    forget(root)
    figures = [
        run(projects, "check one", GUATU, "check", *where, one),
        run(projects, "check", GUATU, "check", *where),
        run(projects, "check, kept", GUATU, "check", *where),
        run(projects, "score, kept", *score),
    ]
    forget(root)
    figures.append(run(projects, "site", *build))
    report_once(root, number)
    figures.append(run(projects, "one change", *build))
    serve = (GUATU, "serve", *where, "--as-of", AS_OF, "--site-dir", site, "--port", 0)
    saved: list[Path] = []
    saves = [partial(lambda one: saved.append(report(root, one)), SAVED + place) for place in range(2)]
    figures.append(answer(projects, "one save, served", "网站已生成", saves, *serve))
    for file in saved:
        file.unlink()
    forget(root)
    figures.append(run(projects, "site, with files", *whole))
    report_once(root, FILED + number)
    figures.append(run(projects, "one change, with files", *whole))
    return figures


def others(projects: int, folder: Path, *, slow: bool) -> list[Figure]:
    """Measure the other generators once, each from nothing; MkDocs and Zensical where `slow`."""
    binary = contenders.hugo()
    steps: dict[str, tuple[object, ...]] = {
        "hugo, same pages": (binary, "--quiet", "-d", folder / "site", "-s", folder / "pages"),
        "hugo, same YAML": (binary, "--quiet", "-d", folder / "site", "-s", folder / "yaml"),
    }
    if slow:
        steps["mkdocs"] = (contenders.MKDOCS, "build", "-q", "-d", folder / "site")
        steps["zensical"] = (contenders.ZENSICAL, "build", "-c")
    figures = []
    for step, command in steps.items():
        shutil.rmtree(folder / "site", ignore_errors=True)
        figures.append(run(projects, step, *command, cwd=folder / "plain"))
    return figures


def measure(projects: int, rounds: int, folder: Path, *, slow: bool) -> list[Figure]:
    """Measure every step for one district, so many rounds."""
    root = folder / "district"
    district(root, projects)
    run(projects, "pages", GUATU, "build", "--root", root, "--as-of", AS_OF, "--pages-only", "--no-files")
    layouts: dict[str, tuple[Callable[[Path, Path], None], Path]] = {
        "plain": (contenders.plain, root / "build" / "docs"),
        "pages": (contenders.same_pages, root / "build" / "docs"),
        "yaml": (contenders.same_yaml, root / "data"),
    }
    for name, (lay, content) in layouts.items():
        lay(folder / name, content)
    return [
        figure
        for number in range(rounds)
        for figure in [*ours(projects, root, folder / "ours", number), *others(projects, folder, slow=slow)]
    ]


def medians(figures: list[Figure]) -> dict[tuple[int, str], Figure]:
    """Give the middle of each step's rounds, of the time and of the memory."""
    found: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.projects, figure.step), []).append(figure)
    return {
        key: Figure(*key, *(median(getattr(one, name) for one in some) for name in ("wall", "cpu", "memory")))
        for key, some in found.items()
    }


def exponent(found: dict[tuple[int, str], Figure], step: str) -> float:
    """Fit wall seconds ~ projects ** k by least squares on logarithms; 1.0 is linear."""
    points = [(math.log(size), math.log(one.wall)) for (size, name), one in found.items() if name == step]
    if len(points) < 2:  # noqa: PLR2004 - a line needs two points
        return math.nan
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def table(figures: list[Figure], sizes: list[int]) -> str:
    """Set the medians as a Markdown table: wall seconds and MB by size, growth, ratios to Hugo's time."""
    found, beside = medians(figures), BESIDE[:2]
    head = ["step", *(f"{size} projects" for size in sizes), "growth", *(f"÷ {name}" for name in beside)]
    rows = [head, ["---"] * len(head)]
    for step in (*OURS, *BESIDE):
        cells = [_cell(found.get((size, step))) for size in sizes]
        last = found.get((sizes[-1], step))
        ratios = [f"{last.wall / found[sizes[-1], other].wall:.2f}" if last else "—" for other in beside]
        rows.append([step, *cells, f"n^{exponent(found, step):.2f}", *ratios])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(figure: Figure | None) -> str:
    return f"{figure.wall:.2f} s · {figure.memory:.0f} MB" if figure else "—"


def main() -> None:
    """Run all sizes, print the table, and leave the figures in build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="300,1000,3000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    slow = "the largest district for MkDocs and Zensical, which need minutes and gigabytes for more"
    parser.add_argument("--slow-up-to", type=int, default=1000, help=slow)
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    figures: list[Figure] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="guatu-bench-") as folder:
            slow = size <= arguments.slow_up_to
            figures += measure(size, arguments.rounds, Path(folder), slow=slow)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps([asdict(f) for f in figures], indent=1), encoding="utf-8")
    print(table(figures, sizes))


if __name__ == "__main__":
    main()
