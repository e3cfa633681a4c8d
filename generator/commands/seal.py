"""`guatu seal`: a period's bulletin is out, and what it said is written down for good."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import (
    DEFAULT_ROOT,
    computing,
    fail,
    on_day,
    reading,
    refuse_aside,
    revision,
    seals,
    today,
    usage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.seals import Seals
    from generator.records.portfolio import Portfolio
    from generator.review.seal import Period

FEW = 20
LATE = 31
"""Days after a period's end beyond which its usual cut-off, today, is remarked on."""


def seal(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="期间：月 2026-09、季度 2026Q3、年 2026")],
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="数据截至哪一天；月度通报缺省为月末，季度和年度缺省为今天")
    ] = "",
    correct: Annotated[bool, typer.Option("--correct", help="已封存过的期间再封存一次，两次都保留")] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="再次封存的理由，和 --correct 一起用")] = "",
    unit: Annotated[str, typer.Option(metavar="ID", help="区重大项目办的单位编号；只有一个时不用写")] = "",
    root: Annotated[Path, typer.Option(metavar="DIR", help="数据所在的文件夹")] = DEFAULT_ROOT,
) -> None:
    """封存一期通报：按主分支当前提交计算，写成一个事件文件，经合并请求入库后不再改变。"""
    from generator.outputs.papers.parts import issued
    from generator.outputs.writing import whole
    from generator.records import emit
    from generator.records.model.events import BulletinPublished
    from generator.records.source import Refused
    from generator.review.digests import digests
    from generator.review.seal import Wish
    from generator.review.seal import seal as made

    reason = " ".join(reason.split())
    if correct != bool(reason):
        usage("--correct 和 --reason 要一起用：写明为什么再封存一次")
    wanted, on = _period(period), today()
    commit = _commit(root)
    try:
        portfolio, problems, _ = reading(root, commit, on)
    except Refused as refused:
        usage(refused.text())
    errors = [found for found in problems if found.severity == "error"]
    for found in errors[:FEW]:
        typer.echo(found.text(), err=True)
    if errors:
        fail(f"数据有 {len(errors)} 处错误，改正以后才能封存（guatu check 可列出全部）")
    cut_off = on_day(as_of) if as_of else _cut_off(wanted, on)
    wish = Wish(wanted, cut_off, on, commit, unit or _office(portfolio), reason)
    with computing():
        try:
            said = made(wish, portfolio, digests(root, commit), _known(root, portfolio))
        except Refused as refused:
            fail(refused.text())
    path = Path("data/events") / wish.writer / str(on.year) / f"{said['id']}.yml"
    whole(root / path, emit.text(BulletinPublished, said).encode())
    typer.echo(
        f"第{said['number']}号封存：{period} 第{said['revision']}次，数据截至 {cut_off}，提交 {commit[:12]}\n"
        f"链头 {said['new_head']}\n"
        f"已写 {path}：请提交（git add 后 git commit），经合并请求合入主分支；此前不要再合并别的封存。"
    )
    for remark in _remarks(portfolio, wanted, cut_off if not as_of else None):
        typer.echo(remark, err=True)
    if issued(portfolio, str(said["bulletin"]), wanted) is None:  # a sealed page takes up no number later
        typer.echo(
            f"数据里还没有 {period} {said['bulletin']}的印发（guatu new event issued）：封存页上文号空着，"
            "以后补录也不会再写上；要文号的，删去这个封存文件，先录印发、合入主分支，再封存。",
            err=True,
        )


def _period(text: str) -> Period:
    from generator.outputs.papers import periods
    from generator.records.calendar import Month, Quarter

    try:
        found = periods.parse(text)
    except ValueError:
        found = date.max
    if not isinstance(found, (Month, Quarter, int)):
        usage(f"期间“{text}”看不懂：月写成 2026-09，季度 2026Q3，年 2026")
    return found


def _cut_off(period: Period, on: date) -> date:
    """Give the usual cut-off: a month's last day; for what also tells what came after its period, today."""
    from generator.records.calendar import Month

    return period.last if isinstance(period, Month) else on


def _remarks(portfolio: Portfolio, period: Period, usual: date | None) -> Iterator[str]:
    """Say which months of a quarter are not sealed, where others are, and that a late seal ends today."""
    from generator.records import chain
    from generator.records.calendar import Month, Quarter
    from generator.records.model.events import BulletinPublished

    sealed = {chain.span(act.period) for act in portfolio.of_type(BulletinPublished)}
    if isinstance(period, Quarter) and any(isinstance(one, Month) for one in sealed):
        months = [Month.of(period.last).shift(back) for back in (-2, -1, 0)]
        if missing := [str(month) for month in months if month not in sealed]:
            yield f"提醒：{'、'.join(missing)} 还没有封存；这一季度的月度通报也要封存的，先封存它们。"
    last = date(period, 12, 31) if isinstance(period, int) else period.last
    if usual and (days := (usual - last).days) > LATE:
        yield f"提醒：{period} 结束已 {days} 天，数据截至按今天 {usual}；要截至别的一天，用 --as-of 写明。"


def _commit(root: Path) -> str:
    """Give the commit to seal: what is checked out, with nothing unsaved, and part of the main branch."""
    from generator.records import git

    found = revision(root)
    if not found.commit:
        usage("这里不是 git 仓库，或还没有提交：封存要指明按哪一次提交计算")
    if found.changed:
        usage("data 里有没提交的改动：先提交并合入主分支，再封存")
    main = refuse_aside(root, found.commit, "封存")
    if main and not git.descends(root, found.commit, main):
        usage(
            f"当前提交 {found.commit[:12]} 不是主分支（{main}）的最新提交：先切换过去，封存才不缺后来的事实"
        )
    return found.commit


def _known(root: Path, portfolio: Portfolio) -> Seals:
    """Give the seals so far; a next one follows only where all of them can be computed again."""
    known = seals(root, portfolio)
    if known.missing:
        fail("以前的封存所依据的提交有不在这个仓库里的，不能接着封存：请用 guatu verify 查清")
    return known


def _office(portfolio: Portfolio) -> str:
    offices = sorted(one.id for one in portfolio.organisations.values() if one.kind == "区重大项目办")
    if len(offices) != 1:
        usage("名册里没有区重大项目办，或不止一个：请用 --unit 写单位编号")
    return offices[0]
