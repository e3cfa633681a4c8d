"""问责提请: a unit with two red cards, step by step, without names of persons (五; paper J; O43)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases
from generator.outputs.papers import parts
from generator.outputs.papers.card_words import REGULATION, policy_of
from generator.outputs.papers.cards import CARDS, beside_last_year, drawn
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.periods import of, said
from generator.outputs.papers.periods import year as year_of
from generator.outputs.papers.sheet import Column, Evidence, Heading, Mark, Paper, Para, Table
from generator.outputs.tables.derived import elapsed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.cards import Referral, State
    from generator.mechanism.cases import CardCase
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Imprint, Tone
    from generator.outputs.view import View

NAME = "问责提请"
TONES_OF_STATES: Mapping[State, Tone] = {
    "待通报": "warn",
    "待分管负责人同意": "warn",
    "已同意待提交": "warn",
    "不同意": "mute",
    "已提交区纪委（监察委）": "red",
}
NEXT: Mapping[State, str] = {
    "待通报": "在每月最后一次主任办公会上通报，再报分管负责人。",
    "待分管负责人同意": "请分管负责人提出是否同意提交的意见；同意的，由督查室提交区纪委（监察委）。",
    "已同意待提交": "由督查室提交区纪委（监察委）。",
    "不同意": "分管负责人不同意，不提交区纪委（监察委），本次提请到此为止；督办事项仍按时限整改。",
    "已提交区纪委（监察委）": "由区纪委（监察委）按权限办理。",
}
TURNS: Mapping[State, str] = {
    "待通报": "区重大项目办在主任办公会通报",
    "待分管负责人同意": "分管负责人提出意见",
    "已同意待提交": "督查室提交",
    "不同意": "",
    "已提交区纪委（监察委）": "",
}
CLAUSE = (
    "五“对‘红牌’警告2次的项目责任单位或相关审批部门，在每月最后一次开发区管委会主任办公会上进行通报，"
    "并经开发区管委会（区政府）分管负责人同意后提交区纪委（监察委）问责”"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a referral: its day once taken, and the files that show it."""

    name: str
    day: date | None
    places: tuple[str, ...]


def page(case: Referral) -> str:
    """Give a referral's page."""
    return f"papers/j/{case.second_red.year}-{case.unit}.md"


def steps(case: Referral) -> Sequence[Step]:
    """Give the steps from the second red card to the receipt, those not taken without a day (五)."""
    opinion = {None: "分管负责人意见", True: "分管负责人同意", False: "分管负责人不同意"}[case.consent]
    names = ("主任办公会通报", opinion, "提交区纪委（监察委）", "区纪委（监察委）回执")
    days = (case.reported, case.decided, case.sent, case.receipt)
    taken = sum(day is not None for day in days)
    cards = case.because[: len(case.because) - taken]
    places = iter(case.because[len(cards) :])
    later = [Step(name, day, (next(places),) if day else ()) for name, day in zip(names, days, strict=True)]
    return [Step("红牌达到提请次数", case.second_red, cards), *later]


def waiting(view: View, case: Referral) -> int | None:
    """Count the working days an open referral has waited for its next step."""
    if not TURNS[case.state]:
        return None
    return elapsed_of(view).between(newest(case), view.as_of)


def newest(case: Referral) -> date:
    """Give the day of the newest step taken."""
    return max(step.day for step in steps(case) if step.day)


def papers(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up the referrals of a year, that of the second red card."""
    return [
        _paper(view, case)
        for case in view.report.referrals
        if case.second_red.year == year_of(period) and scope in {"", case.unit}
    ]


def _paper(view: View, case: Referral) -> Paper:
    year, issuer = case.second_red.year, parts.organisation(view, "督查室")
    return Paper(
        letter="J",
        name=NAME,
        title=f"{NAME}（{view.short(case.unit)}{year}年）",
        stem=f"J-{year}-{case.unit}",
        page=page(case),
        period=said(of(case.second_red, "年")),
        as_of=view.as_of,
        form="信函",
        issuer=issuer,
        blocks=tuple(_body(view, case)),
        year=year,
        imprint=_imprint(view, case),
        to=parts.organisation(view, "纪委") if case.consent else "",
        sign=issuer,
        copies=(parts.organisation(view, "区重大项目办"),) if case.consent else (),
        basis=parts.basis(view),
        commit=view.revision.abbreviated,
        unit=case.unit,
    )


def _imprint(view: View, case: Referral) -> Imprint | None:
    """Give number and day of the printed paper, never its signer: the page is public."""
    made = parts.imprint(view, NAME, case.second_red.year, case.unit)
    return replace(made, signer="") if made else None


def _body(view: View, case: Referral) -> Iterator[Block]:
    cards = _cards(view, case)
    yield Heading("一、办理状态")
    yield Para(
        ("当前状态：", Mark(case.state, TONES_OF_STATES[case.state]), *_waited(view, case)), indent=False
    )
    yield _steps(case)
    yield Heading("二、提请依据")
    yield Para((_reason(view, case),))
    yield beside_last_year(view, case.unit, case.second_red, "本年至提请时")
    yield Heading("三、黄牌、红牌经过")
    yield _timeline(cards)
    yield Heading("四、下一步")
    yield Para((NEXT[case.state],))
    yield Heading("五、证据材料")
    yield _evidence(case, cards)


def _waited(view: View, case: Referral) -> Iterator[str]:
    days = waiting(view, case)
    if days is not None:
        yield f"　自上一步起已{days}个工作日"


def _steps(case: Referral) -> Table:
    columns = (Column("步骤", width=10), Column("日期", "day", 6), Column("依据", width=18))
    rows = tuple(
        (step.name, step.day, Evidence(step.places) if step.places else None) for step in steps(case)
    )
    return Table(columns, rows, note="只记步骤、日期和依据，不记个人信息。")


def _reason(view: View, case: Referral) -> str:
    name, year = view.full(case.unit), case.second_red.year
    reds = policy_of(view, case.second_red).cards.referral_from_red
    return f"{name}{year}年“红牌”警告满{reds}次。根据{REGULATION}{CLAUSE}的规定提请问责。"


def _cards(view: View, case: Referral) -> Sequence[CardCase]:
    """Give the unit's cards of the year to the second red one."""
    found = [one for one in card_cases(view.report) if one.card.unit == case.unit]
    return [
        one
        for one in found
        if one.card.date.year == case.second_red.year and one.card.date <= case.second_red
    ]


def _timeline(cards: Sequence[CardCase]) -> Table:
    columns = (*CARDS, Column("通知书日期", "day", 5))
    rows = tuple(
        (
            *drawn(one),
            one.notice.number if one.notice else Mark(one.state, "warn"),
            one.notice.issued_on if one.notice else None,
        )
        for one in cards
    )
    return Table(columns, rows, note="督办事项见督办单，不在本件公开。")


def _evidence(case: Referral, cards: Sequence[CardCase]) -> Table:
    columns = (
        Column("序号", "count", 2),
        Column("材料", width=12),
        Column("日期", "day", 5),
        Column("所在文件", width=16),
    )
    found = [
        *_documents(cards),
        *((step.name, step.day, step.places) for step in steps(case)[1:] if step.day),
    ]
    rows = tuple((n, name, day, Evidence(places)) for n, (name, day, places) in enumerate(found, 1))
    return Table(columns, rows)


def _documents(cards: Sequence[CardCase]) -> Iterator[tuple[str, date, tuple[str, ...]]]:
    for one in cards:
        if one.card.colour == "黄牌":
            for act in one.supervisions:
                yield f"督办单 {act.number}", act.date, (act.at("number"),)
        if one.notice:
            name = "黄牌预警通知书" if one.card.colour == "黄牌" else "红牌警告通知书"
            yield f"{name} {one.notice.number}", one.notice.issued_on, (one.notice.at("number"),)


KIND = PaperKind("J", NAME, "年", "unit", TEXTS, papers, told="now")
