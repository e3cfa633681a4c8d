"""`guatu ci scheduled`: each morning what falls due, the site as of today, drafts of the papers then due."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.ci.main import Files, OnBranch, Remote, Root, To, place, released
from generator.commands.ci.steps import say, step, summarise
from generator.commands.publish import BRANCH
from generator.commands.rim import DEFAULT_ROOT, computing, loaded, on_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.review.drafts import Draft
    from generator.review.forges.summary import Listing

DRAFTS = Path("build", "drafts")
NOTHING_TO_WRITE = 1
"""How `guatu export` ends where a period has no such paper."""


def scheduled(
    root: Root = DEFAULT_ROOT,
    day: Annotated[str, typer.Option(metavar="DAY", help="按哪一天；缺省为今天（北京时间）")] = "",
    remote: Remote = "",
    branch: OnBranch = BRANCH,
    to: To = None,
    files: Files = True,
) -> None:
    """每天早上：列出今天和本周到期的事项，按今天更新网站，写出今天该起草的文件。

    周报送日（周五或本周最后一个工作日）起草 B、C、D、Q，25日（逢休息日顺延）起草 E、M。

    月末最后一个工作日起草 E、H、I、N、O，季末再加 F、K，年末再加 G、J。

    草稿写在 build/drafts，都有待审定。
    """
    when = on_day(day)
    for listing in due_on(root, when):
        told(listing)
    released(root, str(when), place(remote, branch, to, files=files))
    told(drafted(root, when))


def told(listing: Listing) -> None:
    """Tell a list in the log and on the page of the run."""
    summarise(listing.markdown)
    for line in listing.text:
        say(line)


def due_on(root: Path, day: date) -> tuple[Listing, ...]:
    """List what falls due on the day and in its week; stops where the data have faults.

    Before it stands what cannot be known, where a calendar of working days is missing.
    """
    from generator.commands.export import viewed
    from generator.review.deadlines import deadlines, listings, uncounted

    with computing():
        view = viewed(root, "", day)
        return listings(deadlines(view), day, uncounted(view))


def drafted(root: Path, day: date) -> Listing:
    """Write the drafts of the day's papers and list their files."""
    from generator.records.calendar import WorkingDays
    from generator.review.drafts import due
    from generator.review.forges.summary import Listing

    found = due(day, WorkingDays.of(loaded(root).calendars))
    lines = [_line(draft, _written(root, day, draft)) for draft in found.drafts]
    title = f"{day} 起草的文件：{len(lines)} 种"
    lines += [
        f"缺少 {year} 年的工作日历，不知道今天是不是报送日：请新增 data/calendar/{year}.yml"
        for year in sorted(found.missing)
    ]
    return Listing(title, tuple(lines))


def _written(root: Path, day: date, draft: Draft) -> list[str]:
    """Export one paper in all its forms; gives its files, none where the period has no such paper."""
    out = root / DRAFTS / f"{day}" / draft.letter
    out.mkdir(parents=True, exist_ok=True)
    made = step("export", draft.letter, "--period", str(draft.period), "--as-of", str(day),
                "--root", str(root), "--out", str(out))  # fmt: skip
    if made.status not in (0, NOTHING_TO_WRITE):
        raise typer.Exit(made.status)
    return sorted(file.name for file in out.iterdir())


def _line(draft: Draft, files: Sequence[str]) -> str:
    return f"{draft.letter}（{draft.why}，{draft.period}）：{'、'.join(files) or '这一期间没有'}"
