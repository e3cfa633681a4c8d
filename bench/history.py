"""Measure the history of a repository of 10 000 commits: read from nothing, from what was kept, by git alone.

Every commit brings a weekly report; every tenth edits a project, so that field differences count too.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from measure import Figure, run
from run import GUATU

PROJECTS, UNITS, YEARS = 100, 40, 2
LOG = "log --first-parent -m --raw -z --no-renames --no-abbrev --reverse --format=%H%x02%ct%x02%an -- data"
PROJECT = """id: P{0}
name: 项目{0}
content: 建设厂房
investor: 公司{0}
sector: 工业
investment_total_wan: {1}
street: S01
lead_units: [U01]
responsible_person: 张某
leader: L01
"""
REPORT = """id: E{0}
kind: weekly_report
date: {3}-09-25
writer: U{1:02}
project: P{2}
week: {3}-W39
progress:
  - 施工。
"""


def repository(root: Path, commits: int) -> None:
    """Write a repository of so many commits through one `git fast-import`."""
    subprocess.run(["git", "init", "-q", "--initial-branch=main", str(root)], check=True)
    stream = b"".join(_commit(number) for number in range(commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=root, check=True)


def measure(commits: int, folder: Path) -> list[Figure]:
    """Measure git's own log, and `guatu history` of one project before and after the log has been kept."""
    root = folder / "repository"
    repository(root, commits)
    alone = run(commits, "git log --raw", "git", *LOG.split(), cwd=root)
    told = (GUATU, "history", "P7", "--root", root)
    return [alone, run(commits, "from nothing", *told), run(commits, "kept", *told)]


def table(figures: list[Figure]) -> str:
    """Set the figures as a Markdown table, each beside git's own log."""
    alone = figures[0].wall
    rows = [f"| {f.step} | {f.wall:.2f} s · {f.memory:.0f} MB | {f.wall / alone:.1f} |" for f in figures]
    head = f"| step | {figures[0].projects} commits | ÷ git log |\n| --- | --- | --- |"
    return "\n".join([head, *rows])


def _commit(number: int) -> bytes:
    seconds = 1_700_000_000 + 600 * number
    unit, year = number % UNITS, 2025 + number // UNITS % YEARS
    event = REPORT.format(number, unit, number % PROJECTS, year)
    files = {f"data/events/U{unit:02}/{year}/E{number}.yml": event}
    if number % 10 == 0:
        project = number // 10 % PROJECTS
        files[f"data/projects/U01/P{project}.yml"] = PROJECT.format(project, 10_000 + number)
    who = f"张三 <z@example.invalid> {seconds} +0800"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode() + _data("x")
    return head + b"".join(f"M 100644 inline {path}\n".encode() + _data(text) for path, text in files.items())


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%b\n" % (len(content), content)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10_000)
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as folder:
        print(table(measure(parser.parse_args().commits, Path(folder))))


if __name__ == "__main__":
    main()
