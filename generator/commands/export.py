"""`guatu export`: a paper of a period as .docx, .xlsx or .pdf, or all papers of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import (
    DEFAULT_ROOT,
    NO_PDF,
    added,
    computing,
    doubts,
    fail,
    loaded,
    on_day,
    revision,
    seals,
    tell_doubt,
    usage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.kinds import Format, PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View


ANNEXES = {"A": "附件1", "B": "附件2"}


class Form(StrEnum):
    """What a paper is written as."""

    docx = "docx"
    xlsx = "xlsx"
    pdf = "pdf"


def export(
    paper: Annotated[
        str,
        typer.Argument(metavar="PAPER", help="文件代号 A–Q，或 all；代号见网站“文件”页"),
    ],
    period: Annotated[str, typer.Option(help="期间：2026-W39、2026-09、2026Q3、2026，或一天 2026-09-25")],
    unit: Annotated[str, typer.Option(help="只要这个单位的（编号、全称或简称）")] = "",
    leader: Annotated[str, typer.Option(help="只要这位分管负责人的（编号或姓名）")] = "",
    output: Annotated[Form | None, typer.Option("--format", help="格式；缺省为这种文件的全部格式")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="写到哪个文件；几份文件时是文件夹，缺省为 exports")
    ] = None,
    root: Annotated[Path, typer.Option(metavar="DIR", help="数据所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[
        str,
        typer.Option(metavar="DAY", help="数据截至哪一天；缺省为期末或今天，取较早的（H–K 为今天）"),
    ] = "",
    rev: Annotated[str, typer.Option(metavar="COMMIT", help="按哪一次提交的数据")] = "",
) -> None:
    """导出一种文件的一期：Word、Excel 或 PDF；all 为这一期间的全部文件。"""
    kinds, output = _kinds(paper), output or _form(out)
    wanted = _period(period)
    with computing():
        view = viewed(root, rev, on_day(as_of, wanted if isinstance(wanted, date) else None))
        scope = _scope(view, kinds, unit, leader)
        first = wanted if isinstance(wanted, date) else _first(wanted)
        if first > view.as_of:
            fail(f"{period} 还没有开始（数据截至 {view.as_of}）")
        found = list(_papers(view, kinds, wanted, scope, named_day=bool(as_of)))
        forms: list[tuple[Paper, Format]] = [
            (made, form)
            for kind, made in found
            for form in kind.formats
            if output is None or form == output.value
        ]
    if found and not forms:
        usage(f"{kinds[0].letter} {kinds[0].name}没有 {output} 格式，可用：{'、'.join(kinds[0].formats)}")
    from generator.outputs.office.forms import writable

    if output is Form.pdf and "pdf" not in writable():
        fail(NO_PDF[0])
    forms = [(made, form) for made, form in forms if form in writable()]
    if not forms:
        fail(f"{period}没有这样的文件：这一期间没有相应的事实，或单位没有相应的通知")
    _write(forms, out)
    tell_doubt(view.problems)


def _form(out: Path | None) -> Form | None:
    """Give the form that a file's name ends with; None for a folder's."""
    ending = out.suffix[1:].lower() if out and not out.is_dir() else ""
    return Form(ending) if ending in set(Form) else None


def _kinds(letter: str) -> Sequence[PaperKind]:
    from generator.outputs.papers.catalogue import BY_LETTER, CATALOGUE

    if letter == "all":
        return CATALOGUE
    if letter.upper() == "P":
        usage("P 是项目页，在网站上；可导出的有 " + "、".join(BY_LETTER))
    named = [
        kind
        for kind in CATALOGUE
        if len(letter) > 1 and (letter in kind.name or letter == ANNEXES.get(kind.letter))
    ]
    if len(named) == 1:
        return named
    if letter.upper() not in BY_LETTER:
        names = "\n".join(f"  {kind.letter}  {kind.name}（{kind.often}）" for kind in CATALOGUE)
        usage(f"没有“{letter}”这种文件，可用的有：\n{names}\n  all  全部")
    return (BY_LETTER[letter.upper()],)


def _period(text: str) -> Period | date:
    from generator.outputs.papers import periods

    try:
        return periods.parse(text)
    except ValueError:
        usage(f"期间“{text}”看不懂：周写成 2026-W39，月 2026-09，季度 2026Q3，年 2026，某一天 2026-09-25")


def _first(period: Period) -> date:
    from generator.outputs.papers import periods

    return periods.first(period)


def viewed(root: Path, rev: str, day: date) -> View:
    """Give the view of the data on a day, with what the seals fixed; stops where a file cannot be read."""
    from generator.outputs.plan import Plan, view
    from generator.records.history import history

    portfolio, changes = loaded(root, rev), history(root, rev or "HEAD")
    portfolio = replace(portfolio, recorded=changes.recorded)
    found, sealed = revision(root, rev), seals(root, portfolio, changes)
    plan = Plan(root, day, revision=found, added=added(root, found), seals=sealed, history=changes)
    return view(portfolio, doubts(root, rev, portfolio, changes, day), plan)


def _scope(view: View, kinds: Sequence[PaperKind], unit: str, leader: str) -> str:
    if unit and leader:
        usage("--unit 和 --leader 只能用一个")
    asked = "unit" if unit else "leader" if leader else ""
    if asked and len(kinds) == 1 and kinds[0].scope != asked:
        usage(f"{kinds[0].letter} {kinds[0].name}不分{'单位' if unit else '分管负责人'}，请去掉 --{asked}")
    if unit:
        for key, found in view.known.organisations.items():
            if unit in {key, found.name, found.short}:
                return key
        usage(f"没有“{unit}”这个单位：请写登记的编号、全称或简称")
    if leader:
        for key in view.known.leaders:
            if leader in {key, view.leader_name(key)}:
                return key
        usage(f"没有“{leader}”这位分管负责人：请写登记的编号或姓名")
    return ""


def _papers(
    view: View, kinds: Sequence[PaperKind], wanted: Period | date, scope: str, *, named_day: bool
) -> Iterator[tuple[PaperKind, Paper]]:
    from generator.outputs.papers import periods
    from generator.outputs.papers.catalogue import known_at

    begin = next(iter(view.report.quarters)).first
    last = wanted if isinstance(wanted, date) else periods.last(wanted)
    until = None if named_day else last
    asked = "leader" if scope in view.known.leaders else "unit" if scope else ""
    for kind in kinds:
        if asked and kind.scope != asked:
            continue
        for period in _held(wanted, kind):
            if periods.first(period) <= view.as_of and periods.last(period) >= begin:
                for paper in kind.make(known_at(view, kind, period, until), period, scope):
                    yield kind, paper


def _held(wanted: Period | date, kind: PaperKind) -> Iterator[Period]:
    """List a kind's periods that were asked for; a day asks for those that hold it."""
    from generator.outputs.papers import periods

    if isinstance(wanted, date):
        yield periods.of(wanted, kind.cadence)
    else:
        yield from periods.within(wanted, kind.cadence)


def _write(forms: Sequence[tuple[Paper, Format]], out: Path | None) -> None:
    from generator.bundle import bundle
    from generator.outputs.office.forms import write
    from generator.outputs.writing import whole

    for (paper, form), target in zip(forms, _targets(forms, out), strict=True):
        whole(target, write(paper, form, bundle() / "site_templates"))
        typer.echo(str(target))


def _targets(forms: Sequence[tuple[Paper, Format]], out: Path | None) -> Sequence[Path]:
    """Tell where each file goes: `--out` is a file where it ends as one, else a folder."""
    if out is not None and not out.is_dir() and (out.suffix or out.is_file()):
        if len(forms) > 1:
            usage(
                f"要写 {len(forms)} 份文件，而 {out} 是一个文件：请给文件夹，或用 --format、--unit 选出一份"
            )
        form = forms[0][1]
        if out.suffix != f".{form}":
            usage(f"{out} 的后缀与格式 {form} 不符，请写成 {out.with_suffix(f'.{form}')}")
        return [out]
    folder = out or Path("exports")
    return [folder / f"{paper.stem} {paper.title}.{form}" for paper, form in forms]
