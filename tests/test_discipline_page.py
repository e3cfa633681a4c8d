"""The page of discipline: what waits comes first, each case leads to its paper; no person of a referral."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from discipline_records import LEADER, district, issued, meeting, seen, supervised
from duty_records import event
from places import ROOT

from generator.outputs import site
from generator.outputs.links import Web
from generator.outputs.pages import discipline
from generator.outputs.papers import cards, rectification, referral
from generator.outputs.press import Press
from generator.outputs.tables.discipline import DisciplineYear, discipline_year
from generator.outputs.templates import environment
from generator.records.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

AS_OF = date(2026, 7, 31)
REMARK = "机密某甲"
DAYS = ("2026-03-02", "2026-04-07", "2026-05-06", "2026-06-08")
FOUR = tuple(supervised(day) for day in DAYS)
REFERRED = (
    *FOUR,
    meeting("2026-06-26"),
    event("consent", "2026-07-03", "DCS", unit="JIA", leader="LD", opinion="同意",
          note=f"{REMARK}一", document=f"{REMARK}二"),
    event("correction", "2026-07-06", "DCS", of="CONSENT-2026-07-03", reason=f"{REMARK}三",
          changes={"note": f"{REMARK}四"}),
    event("correction", "2026-07-07", "DCS", of="CORRECTION-2026-07-06", reason=f"{REMARK}五",
          changes={"reason": f"{REMARK}六"}),
    event("referral_sent", "2026-07-08", "DCS", unit="JIA", note=f"{REMARK}七"),
    event("referral_receipt", "2026-07-15", "JW", unit="JIA", note=f"{REMARK}八"),
    event("issued", "2026-07-08", "DCS", paper="问责提请", period="2026", unit="JIA",
          number="督函〔2026〕1号", signer=f"{REMARK}九", note=f"{REMARK}十"),
)  # fmt: skip


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., View]:
    def made(*events: Record, as_of: date = AS_OF) -> View:
        return seen(district(policy, calendars, *events), as_of)

    return made


def press(view: View) -> Press:
    templates = ROOT / "site_templates"
    return Press(view, environment(templates), Web(view), templates)


def test_what_is_due_and_not_issued_waits_until_it_is(make: Callable[..., View]) -> None:
    # Monday 6 July 2026 to Friday the 10th: four working days.
    act, day = supervised("2026-07-06"), date(2026, 7, 10)
    (one,) = discipline.waiting(make(act, as_of=day))
    assert (one.what, one.unit, one.since, one.days) == (
        "黄牌（2026年第1张）应发未发",
        "JIA",
        date(2026, 7, 6),
        4,
    )
    assert one.page == "papers/h/2026-JIA-1.md"
    assert list(discipline.waiting(make(act, issued("2026-07-09", "JIA", "黄牌", 1), as_of=day))) == []
    late = make(act, issued("2026-07-13", "JIA", "黄牌", 1), as_of=day)
    assert [found.days for found in discipline.waiting(late)] == [4]


def test_a_referral_and_a_report_owed_wait_too(make: Callable[..., View]) -> None:
    notices = [issued(day, "JIA", "黄牌", n) for n, day in enumerate(DAYS, 1)]
    notices += [issued(DAYS[1], "JIA", "红牌", 1), issued(DAYS[3], "JIA", "红牌", 2)]
    found = list(discipline.waiting(make(*FOUR, *notices)))
    assert [(one.what, one.since, one.turn) for one in found[:1]] == [
        ("问责提请待通报", date(2026, 6, 8), "区重大项目办在主任办公会通报")
    ]
    # Cards of the first quarter cost JIA a point in the second, so JIA is last and the three others tie.
    owed = {(one.unit, one.what, one.since) for one in found[1:]}
    assert ("JIA", "2026年第二季度整改报告待通知", date(2026, 6, 30)) in owed
    assert all(one.days == 23 for one in found[1:])  # July 2026 has 23 working days


def test_a_case_that_is_over_waits_for_nobody(make: Callable[..., View]) -> None:
    assert [one for one in discipline.waiting(make(*REFERRED)) if "问责" in one.what] == []


def test_the_year_stands_beside_the_last(make: Callable[..., View]) -> None:
    view = make(
        supervised("2025-03-03"), supervised("2025-07-31"), supervised("2025-08-01"), *FOUR,
        issued("2025-03-05", "JIA", "黄牌", 1, 2025), issued("2025-08-04", "JIA", "黄牌", 2, 2025),
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in discipline.totals(view)}
    assert rows["黄牌"] == ("4", "2", "+2", "3")
    assert rows["红牌"] == ("2", "1", "+1", "1")
    # On 31 July 2025 the second notice was still to come, the red card's and the third never came.
    assert rows["应发未发"] == ("6", "2", "+4", "2")
    assert rows["达到问责提请次数的单位"] == ("1", "0", "+1", "0")


def test_the_first_year_has_nothing_beside_it(make: Callable[..., View]) -> None:
    rows = discipline.totals(make(*FOUR))
    assert {row[2:] for row in rows} == {("—", "—", "—")}
    assert discipline_year(make(*FOUR), date(2025, 12, 31)) is None
    assert discipline_year(make(*FOUR), AS_OF, "DING") == DisciplineYear(0, 0, 0, 0, 0, 0, 0)


def test_every_row_leads_to_the_paper_of_its_own(make: Callable[..., View]) -> None:
    view = make(*REFERRED)
    made = press(view)
    (page,) = discipline.pages(made)
    months = [month for quarter in view.report.quarters for month in quarter.months]
    papers = [paper for kind in cards.KINDS for month in months for paper in kind.make(view, month, "")]
    papers += referral.KIND.make(view, 2026, "")
    for quarter in view.report.quarters:
        papers += rectification.KIND.make(view, quarter, "")
    linked = {target for target in made.web.targets if target.startswith("papers/")}
    assert linked == {paper.page for paper in papers}
    for head in ("待办", "本年与上年", "问责提请", "红牌", "黄牌", "整改报告"):
        assert f"\n## {head}\n" in page.body


def test_a_district_without_a_card_says_so(make: Callable[..., View]) -> None:
    (page,) = discipline.pages(press(make(as_of=date(2026, 2, 2))))
    for words in ("应发的都已印发", "本年没有发牌。", "没有单位达到2张红牌。"):
        assert words in unescape(page.body)


def test_no_page_tells_who_is_behind_a_referral(make: Callable[..., View]) -> None:
    view = make(*REFERRED)
    files = {path: unescape(data.decode("utf-8", "replace")) for path, data in site.pages(view, {}).items()}
    about = ("cards.md", "units/JIA.md", "units/DCS.md", "units/JW.md", "papers/j/2026-JIA.md")
    assert files.keys() >= set(about)
    assert "同意" in files["cards.md"]
    assert "分管负责人意见" in files["units/JIA.md"]  # the log keeps the event, without its remark
    assert [path for path, body in files.items() if REMARK in body] == []
    assert [path for path in about if LEADER in files[path]] == []


def test_the_demo_page_counts_what_the_files_say() -> None:
    portfolio, _ = load(ROOT)
    view = seen(portfolio, date(2026, 9, 30))
    acts = [path.read_text(encoding="utf-8") for path in (ROOT / "data" / "events").rglob("DB-*.yml")]
    year = [text for text in acts if "\ndate: 2026-" in text]
    rows = {row[0]: row for row in discipline.totals(view)}
    assert rows["黄牌"][1] == str(len(year))
    assert rows["黄牌"][4] == str(len(acts) - len(year))
