"""What an import did, in sentences: rows read, projects made, rows left out and why, codes met."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.intake.registering import approval_days
from generator.records.model.events import KINDS
from generator.records.model.organisations import Leader, Organisation, Person
from generator.records.model.projects import Plan, Project
from generator.records.source import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from generator.intake.model import TableMap
    from generator.intake.run import Outcome
    from generator.records.model.types import Record
    from generator.records.source import Lang

SHOWN = 12
_SORTS: tuple[tuple[type[Any], str, str], ...] = (
    (Project, "项目", "projects"),
    (Plan, "年度计划", "plan entries"),
    (Organisation, "单位", "organisations"),
    (Person, "人员", "people"),
    (Leader, "分管负责人", "leaders"),
)


def summary(made: TableMap, outcome: Outcome, lang: Lang = "zh") -> Iterator[str]:
    """Give the lines of an import's report, problems aside."""
    zh = lang == "zh"
    tally, sorting = outcome.tally, outcome.sorting
    rows = sum(len(draft.rows) for draft in sorting.drafts)
    yield (
        f"读入 {tally.read} 行，其中 {rows} 行成为 {len(sorting.drafts)} 个项目"
        if zh
        else f"{tally.read} rows read, {rows} of them became {len(sorting.drafts)} projects"
    )
    yield from _left_out(outcome, zh=zh)
    yield from _unread(outcome, zh=zh)
    yield from _statuses(made, outcome, zh=zh)
    yield ("写成：" if zh else "Made: ") + ("、" if zh else ", ").join(_made(outcome.records, zh=zh))
    yield from _unapproved(made, outcome, zh=zh)
    faults = Counter(found.severity for found in outcome.problems)
    yield (
        f"问题：错误 {faults['error']} 个，提示 {faults['warning']} 个"
        if zh
        else f"Problems: {counted(faults['error'], 'error')}, {counted(faults['warning'], 'warning')}"
    )


def _unapproved(made: TableMap, outcome: Outcome, *, zh: bool) -> Iterator[str]:
    """Name the approvals that lie after the day until which the table is known, and so were not written."""
    until = str(made.known_until or "9999")
    late = [on for on in approval_days(made, outcome.records) if on > until]
    if late:
        days = ("、" if zh else ", ").join(late[:SHOWN]) + ("……" if len(late) > SHOWN else "")
        yield (
            f"  未写：年度计划批准 {days}，晚于 known_until（{until}）；批准以前这一年度的计划是草稿"
            if zh
            else f"  not written: approval of the plan on {days}, after known_until ({until})"
        )


def _left_out(outcome: Outcome, *, zh: bool) -> Iterator[str]:
    tally, sorting = outcome.tally, outcome.sorting
    if tally.blank:
        yield f"  未取：空行 {tally.blank} 行" if zh else f"  left out: {tally.blank} blank rows"
    for reason, count in tally.left_out.most_common():
        rows = _rows(tally.omitted[reason], count, zh=zh)
        yield (
            f"  未取：{reason}，{count} 行（{rows}）"
            if zh
            else f"  left out: {count} rows, {reason} ({rows})"
        )
    if tally.duplicates:
        pairs = "、".join(f"{again}={first}" for first, again in tally.duplicates[:SHOWN])
        count = len(tally.duplicates)
        yield (
            f"  未取：与前面某行完全相同 {count} 行（行号 {pairs}）"
            if zh
            else f"  left out: {count} rows equal to an earlier one (rows {pairs})"
        )
    if sorting.spoiled:
        yield (
            f"  未取：有错误的 {sorting.spoiled} 组"
            if zh
            else f"  left out: {sorting.spoiled} groups with errors"
        )
    groups = sum(sorting.left_out.values())
    if groups:
        yield (
            f"  未取：各阶段不是恰好一行的 {groups} 组，{sorting.rows_left_out} 行"
            if zh
            else f"  left out: {groups} groups ({sorting.rows_left_out} rows) without exactly one row a phase"
        )
    for shape, count in sorting.left_out.most_common(SHOWN):
        yield f"    {count} × {' + '.join(shape)}{_numbers(sorting.beginnings[shape], count, zh=zh)}"


def _rows(rows: Sequence[tuple[int, str]], count: int, *, zh: bool) -> str:
    """Name rows by number and first words, and how many there are where not all are named."""
    words = (f"第{number}行“{text}”" if zh else f"row {number} “{text}”" for number, text in rows)
    more = f"等{count}行" if zh else f", {count} in all"
    return ("、" if zh else ", ").join(words) + (more if count > len(rows) else "")


def _unread(outcome: Outcome, *, zh: bool) -> Iterator[str]:
    """Name the columns of the sheet that the map does not read."""
    count = len(outcome.unread)
    if count:
        names = "、".join(outcome.unread[:SHOWN])
        more = (f"等{count}列" if zh else f", {count} in all") if count > SHOWN else ""
        yield ("  没有读的列：" if zh else "  columns not read: ") + names + more


def _statuses(made: TableMap, outcome: Outcome, *, zh: bool) -> Iterator[str]:
    headers = {column.name: column.header for column in made.columns}
    meanings = {
        entry.code: entry.meaning or entry.value or "" for each in made.lists for entry in each.entries
    }
    for name, codes in outcome.tally.statuses.items():
        listed = (
            (f"{code}（{meanings[code]}）{count}" if meanings[code] else f"{code} {count}")
            + _numbers(outcome.tally.valueless[name, code], count, zh=zh)
            for code, count in codes.most_common(SHOWN)
        )
        yield (f"  代码：{headers[name]} — " if zh else f"  codes: {headers[name]} — ") + "、".join(listed)


def _numbers(rows: Sequence[int], count: int, *, zh: bool) -> str:
    """Name the rows in which a code stands for no value."""
    if not rows:
        return ""
    listed = "、".join(map(str, rows)) + ("……" if count > len(rows) else "")
    return f"（第 {listed} 行）" if zh else f" (rows {listed})"


def _made(records: Iterable[Record], *, zh: bool) -> Iterator[str]:
    kept = list(records)
    for model, title, name in _SORTS:
        if count := sum(isinstance(record, model) for record in kept):
            yield f"{title} {count}" if zh else f"{count} {name}"
    events = Counter(record.kind for record in kept if type(record) in KINDS.values())  # type: ignore[attr-defined]
    for kind, count in events.most_common():
        yield f"{KINDS[kind].title} {count}" if zh else f"{count} {kind}"
