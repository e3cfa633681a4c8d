"""What a card's notice says: clause, cost, what is asked, what follows (四(二), 五, 附件3之4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.ledger import signed
from generator.mechanism.words import day as said_day
from generator.mechanism.words import quarter as said_quarter
from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Blank, Name, Para
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.mechanism.cases import CardCase
    from generator.mechanism.ledger import Card
    from generator.outputs.papers.sheet import Tone
    from generator.outputs.view import View
    from generator.records.model.events.discipline import Colour
    from generator.records.model.organisations import Kind as OrganisationKind
    from generator.records.model.policy import Cards, Policy

LETTERS: Mapping[Colour, str] = {"黄牌": "H", "红牌": "I"}
TONES: Mapping[Colour, Tone] = {"黄牌": "yellow", "红牌": "red"}
REGULATION = "《重大产业项目推进工作机制》"
FOURTH = 4
REFER = "在每月最后一次主任办公会上通报，并经分管负责人同意后提交区纪委（监察委）问责"


def key(card: Card) -> str:
    """Give what tells a notice from others of its colour: year, unit, ordinal."""
    return f"{card.date.year}-{card.unit}-{card.number}"


def page(card: Card) -> str:
    """Give the page of a card's notice."""
    return f"papers/{LETTERS[card.colour].lower()}/{key(card)}.md"


def policy_of(view: View, day: date) -> Policy:
    """Give the edition of the rules that governs the quarter of a day."""
    assessment = view.report.quarters.get(Quarter.of(day))
    return assessment.policy if assessment else view.report.policy


def announced(view: View, case: CardCase) -> Para:
    """Announce the card in the regulation's words (四(二), 五)."""
    card, rules = case.card, policy_of(view, case.card.date).cards
    order = f"这是你单位{_window(card, rules)}第{card.number}张{card.colour}。"
    if card.colour == "黄牌":
        clause = "四（二）“对督办1次的项目责任单位和相关审批部门给予‘黄牌’预警”"
        return Para((f"根据{REGULATION}{clause}的规定，对你单位给予“黄牌”预警。{order}",))
    clause = "五“对‘黄牌’预警2次的项目责任单位或相关审批部门进行‘红牌’警告”"
    return Para((f"根据{REGULATION}{clause}的规定，对你单位进行“红牌”警告。{order}",))


def _window(card: Card, rules: Cards) -> str:
    return f"{card.date.year}年" if rules.window == "calendar_year" else "累计"


def _within(card: Card, rules: Cards) -> str:
    return f"{card.date.year}年内" if rules.window == "calendar_year" else ""


def cost(view: View, card: Card) -> Para:
    """Say what a card costs in points and in which quarter (附件3之4.1、4.2及注; D25)."""
    unit = view.unit(card.unit)
    if unit is not None and not unit.scored:
        return Para(("你单位不参加季度考评，不计加扣分。",))
    quarter, figures = Quarter.of(card.date), policy_of(view, card.date).adjustments
    fourth = quarter.number == FOURTH
    applied = said_quarter(quarter if fourth else quarter.shift(1))
    when = f"（第四季度实行当季扣分）在{applied}" if fourth else f"在下个季度（{applied}）"
    if card.colour == "红牌":
        return Para((f"按附件3之4.2，本次“红牌”警告{when}考评总分中{signed(figures.red)}。",))
    count = sum(
        one.unit == card.unit
        and one.colour == "黄牌"
        and Quarter.of(one.date) == quarter
        and (one.date, one.number) <= (card.date, card.number)
        for one in view.report.cards
    )
    rule = f"按附件3之4.1，{said_quarter(quarter)}“黄牌”预警总数最多的单位，{when}考评总分中"
    return Para(
        (f"{rule}{signed(figures.most_yellow)}，并列的同扣。至本次预警，你单位本季度有黄牌{count}张。",)
    )


def demand(view: View, case: CardCase) -> Para:
    """Ask for rectification by the day the newest 督办 sets; left open where it sets none."""
    due = case.supervisions[-1].due if case.supervisions else None
    kind: OrganisationKind = "区重大项目办" if case.card.colour == "黄牌" else "督查室"
    when = f"{said_day(due)}（含当日）" if due else Blank("整改时限", 8)
    return Para(
        (
            "请你单位主要负责人牵头整改，于",
            when,
            f"前完成督办事项，并将整改情况书面报{parts.organisation(view, kind)}。",
        )
    )


def consequences(view: View, card: Card) -> Iterator[Para]:
    """Say what follows next (五; D24)."""
    rules = policy_of(view, card.date).cards
    if card.colour == "黄牌":
        yield _after_yellow(view, card, rules)
    yield _after_reds(card, rules)


def _after_yellow(view: View, card: Card, rules: Cards) -> Para:
    drawn = next(
        (
            one
            for one in view.report.cards
            if one.colour == "红牌" and one.unit == card.unit and one.because[-1] == card.because[-1]
        ),
        None,
    )
    inspectors = parts.organisation(view, "督查室")
    if drawn:
        link = Name("红牌警告通知书", page(drawn))
        words = (
            f"本次督办使你单位达到“红牌”警告条件（每{rules.red_from_yellow}张黄牌转1张红牌），由{inspectors}"
        )
        return Para((f"{words}进行“红牌”警告，为{_window(card, rules)}第{drawn.number}张，另发", link, "。"))
    more, within = further(card.number, rules), _within(card, rules)
    return Para((f"你单位{within}再被督办{more}次，即由{inspectors}进行“红牌”警告（五）。",))


def further(yellow: int, rules: Cards) -> int:
    """Count the 督办 that lead from the yellow-th yellow card to the next red one (五; D24)."""
    full = rules.red_from_yellow
    if rules.red_mode == "every_further_yellow":
        return max(full - yellow, 1)
    return full - yellow % full


def _after_reds(card: Card, rules: Cards) -> Para:
    full, window, within = rules.referral_from_red, _window(card, rules), _within(card, rules)
    if card.colour == "黄牌":
        return Para((f"{within}“红牌”警告满{full}次的，{REFER}（五）。",))
    if card.number < full:
        return Para((f"你单位{within}再受“红牌”警告{full - card.number}次，即满{full}次，{REFER}（五）。",))
    if card.number > full:
        return Para((f"你单位{window}“红牌”警告已超过{full}次，问责提请按已有程序办理（五）。",))
    meeting = "将在当月（已开过的，为下月）最后一次主任办公会上通报"
    return Para(
        (
            f"你单位{window}“红牌”警告已满{full}次，{meeting}，并经分管负责人同意后提交区纪委（监察委）问责（五）。",
        )
    )
