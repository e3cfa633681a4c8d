"""Measure the whole tool on demo districts of growing size, beside plain builders on the same content.

Every figure is one finished process as the operating system accounts for it: user + system seconds,
wall seconds, largest resident set. Run by `make bench`; `--sizes 300,1000` chooses the districts.
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
import time
from dataclasses import asdict, dataclass
from pathlib import Path

GUATU = Path(sys.executable).with_name("guatu")
MKDOCS = Path(sys.executable).with_name("mkdocs")
AS_OF = "2026-09-30"
STEPS = ("check one", "check", "score", "pages", "site", "rebuild", "plain mkdocs", "hugo")
PLAIN = """site_name: plain
docs_dir: docs
theme: {name: material, font: false}
plugins: [search]
not_in_nav: "*"
nav: [index.md]
"""
HUGO = """baseURL = "http://localhost/"
title = "plain"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUT = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"


@dataclass(frozen=True)
class Figure:
    """One process: projects, step, wall and processor seconds, peak memory in MB."""

    projects: int
    step: str
    wall: float
    cpu: float
    memory: float


def run(projects: int, step: str, *command: object, cwd: Path | None = None) -> Figure:
    """Run a command to its end and give what the operating system says of it. Raises on failure."""
    with tempfile.TemporaryFile() as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(f"{step}: {' '.join(map(str, command))}\n{log.read().decode()[-3000:]}")
    figure = Figure(projects, step, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    print(
        f"{projects:6} {step:14} {wall:8.2f} s  {figure.cpu:8.2f} s cpu  {figure.memory:7.0f} MB", flush=True
    )
    return figure


def district(root: Path, projects: int) -> None:
    """Write a demo district with about ten events a project."""
    run(
        projects, "demo", GUATU, "demo", root, "--projects", projects, "--quarters", 7, "--seed", 1,
        "--events-per-project", 10, "--no-git",
    )  # fmt: skip


def report_once(root: Path) -> Path:
    """Send in one more weekly report, the change that comes most often."""
    project = min((root / "data" / "projects").glob("*/*.yml"))
    new = root / "data" / "events" / project.parent.name / "2026" / "ZB-X.yml"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(
        f"id: ZB-X\nkind: weekly_report\ndate: 2026-09-30\nwriter: {project.parent.name}\n"
        f"project: {project.stem}\nweek: 2026-W40\nprogress:\n  - 完成基坑支护。\n",
        encoding="utf-8",
    )
    return new


def measure(projects: int, folder: Path) -> list[Figure]:
    """Measure every step for one district."""
    root, site = folder / "district", folder / "site"
    district(root, projects)
    one = next((root / "data" / "events").glob("*/2026/*.yml"))
    build = (GUATU, "build", "--root", root, "--as-of", AS_OF, "--site-dir", site)
    figures = [
        run(projects, "check one", GUATU, "check", "--root", root, one),
        run(projects, "check", GUATU, "check", "--root", root),
        run(projects, "score", GUATU, "score", "--root", root, "--period", "2026Q3", "--as-of", AS_OF),
        run(projects, "pages", *build, "--pages-only"),
        run(projects, "site", *build),
    ]
    report_once(root)
    figures.append(run(projects, "rebuild", *build))
    docs = root / "build" / "docs"
    figures.append(plain(projects, folder / "plain", docs))
    figures.append(hugo(projects, folder / "hugo", docs))
    return figures


def plain(projects: int, folder: Path, docs: Path) -> Figure:
    """Build the same Markdown with MkDocs + Material and nothing else."""
    shutil.copytree(docs, folder / "docs")
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return run(projects, "plain mkdocs", MKDOCS, "build", "-q", "-d", folder / "site", cwd=folder)


def hugo(projects: int, folder: Path, docs: Path) -> Figure:
    """Build the same Markdown with Hugo and the smallest layout there is."""
    shutil.copytree(docs, folder / "content")
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    (folder / "config.toml").write_text(HUGO, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(LAYOUT, encoding="utf-8")
    (folder / "layouts" / "index.html").write_text(LAYOUT, encoding="utf-8")
    return run(projects, "hugo", "hugo", "--quiet", "-d", folder / "site", cwd=folder)


def exponent(figures: list[Figure], step: str) -> float:
    """Fit wall seconds ~ projects ** k by least squares on logarithms; 1.0 is linear."""
    points = [(math.log(f.projects), math.log(f.wall)) for f in figures if f.step == step]
    if len(points) < 2:  # noqa: PLR2004 - a line needs two points
        return math.nan
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def table(figures: list[Figure], sizes: list[int]) -> str:
    """Set the figures as a Markdown table: wall seconds and MB by size, growth, ratio to plain MkDocs."""
    found = {(f.projects, f.step): f for f in figures}
    head = ["step", *(f"{size} projects" for size in sizes), "growth", "÷ plain mkdocs", "÷ hugo"]
    rows = [head, ["---"] * len(head)]
    for step in STEPS:
        cells = [f"{found[size, step].wall:.2f} s · {found[size, step].memory:.0f} MB" for size in sizes]
        ratios = [f"{found[sizes[-1], step].wall / found[sizes[-1], other].wall:.2f}" for other in STEPS[-2:]]
        rows.append([step, *cells, f"n^{exponent(figures, step):.2f}", *ratios])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Run all sizes, print the table, and leave the figures in build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="300,1000,3000,10000")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    arguments = parser.parse_args()
    if shutil.which("hugo") is None:
        raise SystemExit("hugo is not installed: apt-get install hugo")
    sizes = [int(size) for size in arguments.sizes.split(",")]
    figures: list[Figure] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="guatu-bench-") as folder:
            figures += measure(size, Path(folder))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps([asdict(f) for f in figures], indent=1), encoding="utf-8")
    print(table(figures, sizes))


if __name__ == "__main__":
    main()
