"""What papers are put together from: names with their pages, imprint, basis, this period beside the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said_day
from generator.outputs.papers import periods
from generator.outputs.papers.sheet import (
    As,
    Blank,
    Column,
    Imprint,
    Kind,
    Name,
    Paper,
    Para,
    Table,
    Value,
    printed,
)
from generator.outputs.rates import Rate
from generator.outputs.templates import cut
from generator.outputs.view import COORDINATING
from generator.records.model.events import Issued

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.view import View
    from generator.records.model.events import BulletinPublished
    from generator.records.model.organisations import Kind as OrganisationKind
    from generator.records.portfolio import Portfolio

EVERYBODY = "各街道、各责任单位、区直有关部门"
"""To whom a bulletin goes."""
SCALES: dict[Kind, tuple[Decimal, int]] = {
    "yi": (Decimal("0.0001"), 2),
    "score": (Decimal(1), 2),
    "points": (Decimal(1), 1),
}
"""What a difference is multiplied by and rounded to, where that is not 1 and a whole number."""


def project(view: View, key: str) -> Value:
    """Name a project, with its page; an unknown id stays an id."""
    found = view.project(key)
    return Name(found.name, f"projects/{key}.md") if found else key


def unit(view: View, key: str) -> Value:
    """Name a unit shortly, with its page."""
    found = view.unit(key)
    return Name(found.short, f"units/{key}.md") if found else key


def units(view: View, keys: Iterable[str]) -> Value:
    """Name several units in one line."""
    return tuple(unit(view, key) for key in keys)


def office(view: View, key: str | None) -> Value:
    """Name a coordination office, with its own page; None for none."""
    found = view.unit(key or "")
    if found is None:
        return key
    return Name(found.short, f"offices/{key}.md") if found.kind == COORDINATING else unit(view, found.id)


def leader(view: View, key: str) -> Value:
    """Name a leader by the person, with the leader's page."""
    return Name(view.leader_name(key), f"leaders/{key}.md") if key in view.known.leaders else key


def item(view: View, key: str, length: int = 40) -> Value:
    """Name an item by the beginning of its text, with its page."""
    story = view.item(key)
    return Name(cut(story.item.text, length), f"items/{key}.md") if story else key


def subject(view: View, key: str) -> Value:
    """Name what an entry is about, project or item; None for a limit's entry."""
    if not key:
        return None
    return item(view, key) if view.item(key) else project(view, key)


def organisation(view: View, kind: OrganisationKind) -> str:
    """Give the full name of the one organisation of a kind; the kind itself without one."""
    found = [unit for _, unit in sorted(view.known.organisations.items()) if unit.kind == kind]
    return found[0].name if found else kind


def head(view: View, key: str) -> str | None:
    """Name a unit's 主要负责人; None where the register names none."""
    found = view.unit(key)
    person = view.known.people.get(found.head) if found and found.head else None
    return person.name if person else None


def head_line(view: View, unit: str) -> Para:
    """Give the line that names a unit's 主要负责人, or leaves a blank for the name."""
    return Para(("单位主要负责人：", head(view, unit) or Blank("单位主要负责人")), indent=False)


def unit_lines(view: View, unit: str) -> tuple[Para, ...]:
    """Give the lines over a unit's form: 单位、单位主要负责人; none over the whole district's."""
    return (Para(("单位：", view.full(unit)), indent=False), head_line(view, unit)) if unit else ()


def form(view: View, kind: PaperKind, period: Period, scope: str = "") -> Paper:
    """Begin a form of tables, of the district or of one unit or leader; 区重大项目办 draws it up, signs."""
    unit, leader = (scope if kind.scope == whose else "" for whose in ("unit", "leader"))
    drawer = organisation(view, "区重大项目办")
    return Paper(
        letter=kind.letter,
        name=kind.name,
        title=kind.name,
        stem="-".join((kind.letter, str(period), *([scope] if scope else []))),
        page=f"{kind.folder}/{period}.md",
        period=periods.said(period),
        as_of=view.as_of,
        form="表格",
        issuer=drawer,
        blocks=(),
        year=periods.year(period),
        size="A4横",
        imprint=imprint(view, kind.name, period, unit, leader),
        sign=drawer,
        basis=basis(view),
        commit=view.revision.abbreviated,
        unit=unit,
        leader=leader,
    )


def bulletin(view: View, kind: PaperKind, period: Period) -> Paper:
    """Begin a bulletin to all the district; 区重大项目办 draws it up, signs."""
    return replace(form(view, kind, period), form="通报", size="A4", to=EVERYBODY)


def imprint(view: View, name: str, period: Period, unit: str = "", leader: str = "") -> Imprint | None:
    """Give what an `issued` event says of a paper; None until there is one."""
    act = issued(view.today, name, period, unit, leader)
    return Imprint(act.number, act.date, act.signer or "") if act else None


def issued(known: Portfolio, name: str, period: Period, unit: str = "", leader: str = "") -> Issued | None:
    """Find the event that says a paper was sent out; it is dated after the period it tells of."""
    wanted = (name, str(period), unit, leader)
    for act in known.of_type(Issued):
        if (act.paper, act.period, act.unit or "", act.leader or "") == wanted:
            return act
    return None


def para(*runs: Value, note: bool = False) -> Para:
    """Make a paragraph of its runs."""
    return Para(runs, note)


def basis(view: View) -> str:
    """Say of which day, commit and edition of the rules a paper is."""
    text = f"数据截至{said_day(view.as_of)}　数据版本 {view.revision.short}　计分规则 {view.report.policy.id}"
    if view.seal:
        text += f"　{sealed_said(view.seal)}　链头 {view.seal.new_head}"
    return f"{text}　{view.faults}" if view.faults else text


def sealed_said(act: BulletinPublished) -> str:
    """Say which seal a paper is drawn from: `第3号封存（2026-07-10，第1次）`."""
    return f"第{act.number}号封存（{act.date}，第{act.revision}次）"


def earlier(view: View, period: Period) -> View | None:
    """Give the view of the last day of the period before; None before the first facts, or if none is had."""
    last = periods.last(periods.shift(period, -1))
    if last < next(iter(view.report.quarters)).first:
        return None
    before = view.sealed(periods.shift(period, -1)) or view
    found = before.at(min(last, view.as_of))
    return found if found.as_of <= last else None


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator of a period; `value` None where it cannot be told."""

    name: str
    value: int | Decimal | Rate | None
    kind: Kind = "count"


def beside(
    now: Sequence[Total], before: Sequence[Total] | None, heads: tuple[str, str] = ("本期", "上期")
) -> Table:
    """Set this period's indicators beside the last period's, and the change; alone where there was none."""
    ago = {total.name: total for total in before or ()}
    rows = tuple(
        (
            total.name,
            As(total.value, total.kind),
            As(ago[total.name].value, total.kind) if total.name in ago else None,
            difference(total, ago.get(total.name)),
        )
        for total in now
    )
    columns = (
        Column("指标", width=14),
        Column(heads[0], "count", 6),
        Column(heads[1], "count", 6),
        Column("增减", "count", 7),
    )
    return Table(columns, rows, f"{heads[0]}与{heads[1]}")


def change(now: Total, before: Total | None) -> str | None:
    """Say how much more (+) or less (−) than last time, of what is printed; None where absent."""
    found = difference(now, before)
    return printed(found) if found else None


def difference(now: Total, before: Total | None) -> As | None:
    """Give how much more or less than last time, of what is printed; None where absent."""
    one, other = _number(now), _number(before)
    if one is None or other is None:
        return None
    rate = isinstance(now.value, Rate) or now.kind in {"percent", "gap"}
    factor, places = (Decimal(100), 1) if rate else SCALES.get(now.kind, (Decimal(1), 0))
    shown = [(amount * factor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for amount in (one, other)]
    return As(shown[0] - shown[1], "shift" if rate else "change")


def _number(total: Total | None) -> Decimal | None:
    value = total.value if total else None
    if isinstance(value, Rate):
        return value.share
    return None if value is None else Decimal(value)
