"""黄牌预警通知书 and 红牌警告通知书: one for each card, to its unit (四(二), 五; papers H, I; O33, O42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases
from generator.mechanism.words import day as said_day
from generator.outputs.papers import parts
from generator.outputs.papers.card_words import (
    LETTERS,
    TONES,
    announced,
    consequences,
    cost,
    demand,
    key,
    page,
)
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.periods import first, last, said
from generator.outputs.papers.sheet import Column, Heading, Imprint, Mark, Paper, Para, Table
from generator.outputs.tables.discipline import discipline_year
from generator.records.calendar import Month, add_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.cases import CardCase
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View
    from generator.records.model.events.discipline import Colour, Supervision
    from generator.records.model.organisations import Kind as OrganisationKind

NAMES: Mapping[Colour, str] = {"黄牌": "黄牌预警通知书", "红牌": "红牌警告通知书"}
ISSUERS: Mapping[Colour, OrganisationKind] = {"黄牌": "区重大项目办", "红牌": "督查室"}
CARDS = (
    Column("日期", "day", 5),
    Column("牌", width=3),
    Column("本年第几张", "count", 4),
    Column("督办单号", width=14),
    Column("通知书", width=8),
)


def yellow(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up the notices of a period's yellow cards (四(二))."""
    return _notices(view, period, scope, "黄牌")


def red(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up the notices of a period's red cards (五)."""
    return _notices(view, period, scope, "红牌")


def _notices(view: View, period: Period, scope: str, colour: Colour) -> Sequence[Paper]:
    cases = card_cases(view.report)
    return [
        _notice(view, case, cases)
        for case in cases
        if case.card.colour == colour
        and first(period) <= case.card.date <= last(period)
        and scope in {"", case.card.unit}
    ]


def _notice(view: View, case: CardCase, cases: Sequence[CardCase]) -> Paper:
    card, notice = case.card, case.notice
    name, issuer = NAMES[card.colour], parts.organisation(view, ISSUERS[card.colour])
    return Paper(
        letter=LETTERS[card.colour],
        name=name,
        title=f"{name}（{view.short(card.unit)}{card.date.year}年第{card.number}张）",
        stem=f"{LETTERS[card.colour]}-{key(card)}",
        page=page(card),
        period=said(Month.of(card.date)),
        as_of=view.as_of,
        form="信函",
        issuer=issuer,
        blocks=tuple(_body(view, case, cases)),
        year=card.date.year,
        imprint=Imprint(notice.number, notice.issued_on) if notice else None,
        to=view.full(card.unit),
        sign=issuer,
        lead=() if notice else (_waiting(case),),
        copies=tuple(_copies(view, case)),
        basis=parts.basis(view),
        commit=view.revision.abbreviated,
        unit=card.unit,
        keywords=(view.full(card.unit), *(act.number for act in case.supervisions)),
    )


def _waiting(case: CardCase) -> Para:
    return Para((Mark("待印发", "warn"), f"　{case.state}，已{case.days}个工作日"), note=True, indent=False)


def _body(view: View, case: CardCase, cases: Sequence[CardCase]) -> Iterator[Block]:
    card = case.card
    own = [one for one in cases if one.card.unit == card.unit and one.card.date.year == card.date.year]
    earlier = [one for one in own if one.card.date <= card.date]
    yield Heading("一、督办情况")
    yield _acts(view, case, earlier)
    yield Heading("二、预警决定" if card.colour == "黄牌" else "二、警告决定")
    yield announced(view, case)
    yield beside_last_year(view, card.unit, card.date, f"{card.date.year}年至今")
    if len(earlier) > 1:
        yield _cards_of_year(earlier)
    yield Heading("三、考评影响")
    yield cost(view, card)
    yield Heading("四、整改要求")
    yield demand(view, case)
    yield Heading("五、后续处理")
    yield from consequences(view, card)


def _acts(view: View, case: CardCase, earlier: Sequence[CardCase]) -> Table:
    """List the 督办 behind a card; each drew a yellow card of its own."""
    yellows = {one.supervisions[-1].id: one.card for one in earlier if one.card.colour == "黄牌"}
    columns = (
        Column("督办日期", "day", 5),
        Column("督办单号", width=8),
        Column("督办单位", width=6),
        Column("督办事项", width=12),
        Column("所涉项目或议定事项", width=8),
        Column("整改时限", "day", 5),
        Column("黄牌", width=4),
    )
    rows = tuple(
        (
            act.date,
            act.number,
            parts.unit(view, act.writer),
            act.matter,
            _about(view, act),
            act.due,
            f"第{yellows[act.id].number}张" if act.id in yellows else None,
        )
        for act in case.supervisions
    )
    return Table(columns, rows)


def _about(view: View, act: Supervision) -> Value:
    if act.project:
        return parts.project(view, act.project)
    return parts.item(view, act.item) if act.item else None


def beside_last_year(view: View, unit: str, day: date, now_said: str) -> Table:
    """Set a unit's cards of a year to a day beside those of the same months of the year before."""
    now = discipline_year(view, day, unit)
    before = discipline_year(view, add_months(day, -12), unit)
    return parts.beside(
        [parts.Total("黄牌", now.yellow if now else None), parts.Total("红牌", now.red if now else None)],
        [parts.Total("黄牌", before.yellow), parts.Total("红牌", before.red)] if before else None,
        (now_said, "上年同期"),
    )


def drawn(case: CardCase) -> tuple[Value, ...]:
    """Give what a list of cards says of one, before its notice."""
    card = case.card
    return (
        card.date,
        Mark(card.colour, TONES[card.colour]),
        card.number,
        tuple(act.number for act in case.supervisions),
    )


def _cards_of_year(earlier: Sequence[CardCase]) -> Table:
    rows = tuple(
        (*drawn(one), one.notice.number if one.notice else Mark("待印发", "warn")) for one in earlier
    )
    return Table(CARDS, rows, f"你单位本年黄牌、红牌（至{said_day(earlier[-1].card.date)}）")


def _copies(view: View, case: CardCase) -> Iterator[str]:
    """Name who gets a copy: the other of 区重大项目办 and 督查室, and the projects' coordination offices."""
    yield parts.organisation(view, "督查室" if case.card.colour == "黄牌" else "区重大项目办")
    found = (view.project(act.project or _project_of(view, act)) for act in case.supervisions)
    offices = [office for project in found if project and (office := view.office_of(project))]
    yield from (view.full(office) for office in dict.fromkeys(offices) if office != case.card.unit)


def _project_of(view: View, act: Supervision) -> str:
    story = view.item(act.item or "")
    return (story.item.project or "") if story else ""


KINDS = (
    PaperKind("H", NAMES["黄牌"], "月", "unit", TEXTS, yellow, told="now"),
    PaperKind("I", NAMES["红牌"], "月", "unit", TEXTS, red, told="now"),
)
