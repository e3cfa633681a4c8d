"""Paper J: the four states of a referral, its dates and evidence; never a person, a matter or a remark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from discipline_records import LEADER, district, issued, meeting, seen, supervised
from duty_records import event
from places import ROOT

from generator.outputs.papers.periods import shift
from generator.outputs.papers.referral import KIND, page, steps, waiting
from generator.outputs.papers.sheet import Evidence, Table
from generator.outputs.papers.text import text
from generator.records.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

AS_OF = date(2026, 7, 31)
REMARK = "机密某甲"
FOUR = tuple(supervised(day) for day in ("2026-03-02", "2026-04-07", "2026-05-06", "2026-06-08"))
TOLD = meeting("2026-06-26")
CONSENT = event(
    "consent",
    "2026-07-03",
    "DCS",
    unit="JIA",
    leader="LD",
    opinion="同意",
    note=f"{REMARK}一",
    document=f"{REMARK}二",
)
REFUSAL = event("consent", "2026-07-03", "DCS", unit="JIA", leader="LD", opinion="不同意", note=f"{REMARK}三")
REFUSED_BEFORE = event("consent", "2026-06-30", "DCS", unit="JIA", leader="LD", opinion="不同意")
REFUSED_AFTER = event("consent", "2026-07-06", "DCS", unit="JIA", leader="LD", opinion="不同意")
SENT = event("referral_sent", "2026-07-08", "DCS", unit="JIA", note=f"{REMARK}四")
RECEIPT = event("referral_receipt", "2026-07-15", "JW", unit="JIA", note=f"{REMARK}五")
NUMBERED = event(
    "issued",
    "2026-07-08",
    "DCS",
    paper="问责提请",
    period="2026",
    unit="JIA",
    number="督函〔2026〕1号",
    signer=f"{REMARK}六",
    note=f"{REMARK}七",
)
CORRECTED = event(
    "correction",
    "2026-07-06",
    "DCS",
    of="CONSENT-2026-07-03",
    reason=f"{REMARK}八",
    changes={"note": f"{REMARK}九"},
)
ALL = (*FOUR, TOLD, CONSENT, CORRECTED, SENT, RECEIPT, NUMBERED)


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., View]:
    def made(*events: Record, as_of: date = AS_OF) -> View:
        return seen(district(policy, calendars, *events), as_of)

    return made


def only(view: View) -> Paper:
    (paper,) = KIND.make(view, 2026, "")
    return paper


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("events", "state", "days", "addressed"),
    [
        # 8 June, a Monday, to 31 July 2026: 38 working days, less 端午节 on Friday 19 June.
        ((), "待通报", 38, ""),
        # 26 June, a Friday, to 31 July: five whole weeks.
        ((TOLD,), "待分管负责人同意", 25, ""),
        # 3 July, a Friday: four whole weeks.
        ((TOLD, CONSENT), "已同意待提交", 20, "JW全称"),
        ((TOLD, REFUSAL), "不同意", None, ""),
        # The leader's last word counts.
        ((TOLD, REFUSED_BEFORE, CONSENT), "已同意待提交", 20, "JW全称"),
        ((TOLD, CONSENT, REFUSED_AFTER), "不同意", None, ""),
        ((TOLD, REFUSED_BEFORE, CONSENT, SENT), "已提交区纪委（监察委）", None, "JW全称"),
        ((TOLD, CONSENT, SENT), "已提交区纪委（监察委）", None, "JW全称"),
    ],
)
def test_each_state_says_how_long_it_waits_and_goes_to_nobody_before_consent(
    make: Callable[..., View], events: tuple[Record, ...], state: str, days: int | None, addressed: str
) -> None:
    view = make(*FOUR, *events)
    (case,) = view.report.referrals
    paper = only(view)
    assert waiting(view, case) == days
    assert f"当前状态：{state}" in text(paper)
    assert (f"自上一步起已{days}个工作日" in text(paper)) is (days is not None)
    assert paper.to == addressed
    assert paper.page == page(case) == "papers/j/2026-JIA.md"


def test_every_step_has_its_day_and_its_own_file(make: Callable[..., View]) -> None:
    (case,) = make(*ALL).report.referrals
    found = [(step.name, step.day, step.places) for step in steps(case)]
    assert [(name, day) for name, day, _ in found] == [
        ("红牌达到提请次数", date(2026, 6, 8)),
        ("主任办公会通报", date(2026, 6, 26)),
        ("分管负责人同意", date(2026, 7, 3)),
        ("提交区纪委（监察委）", date(2026, 7, 8)),
        ("区纪委（监察委）回执", date(2026, 7, 15)),
    ]
    names = [tuple(place.split("/")[-1].split(".")[0] for place in places) for *_, places in found]
    assert names == [
        ("SUPERVISION-2026-05-06-JIA", "SUPERVISION-2026-06-08-JIA"),
        ("MEETING-2026-06-26",),
        ("CONSENT-2026-07-03",),
        ("REFERRAL-SENT-2026-07-08",),
        ("REFERRAL-RECEIPT-2026-07-15",),
    ]


def test_a_step_skipped_keeps_the_others_on_their_own_files(make: Callable[..., View]) -> None:
    # The leader decided without the meeting's report.
    (case,) = make(*FOUR, CONSENT, SENT).report.referrals
    places = {step.name: step.places for step in steps(case)}
    assert places["主任办公会通报"] == ()
    assert "CONSENT" in places["分管负责人同意"][0]
    assert "REFERRAL-SENT" in places["提交区纪委（监察委）"][0]


def test_the_timeline_lists_every_card_up_to_the_second_red(make: Callable[..., View]) -> None:
    view = make(*FOUR, supervised("2026-07-20"), issued("2026-03-04", "JIA", "黄牌", 1))
    timeline = tables(only(view))[2]
    assert [(row[0], getattr(row[1], "text", ""), row[2]) for row in timeline.rows] == [
        (date(2026, 3, 2), "黄牌", 1),
        (date(2026, 4, 7), "黄牌", 2),
        (date(2026, 4, 7), "红牌", 1),
        (date(2026, 5, 6), "黄牌", 3),
        (date(2026, 6, 8), "黄牌", 4),
        (date(2026, 6, 8), "红牌", 2),
    ]
    assert timeline.rows[0][4:] == ("黄牌〔2026〕JIA1号", date(2026, 3, 4))
    assert timeline.rows[5][3] == ("督〔2026-05-06〕号", "督〔2026-06-08〕号")


def test_the_evidence_counts_supervisions_notices_and_steps(make: Callable[..., View]) -> None:
    evidence = tables(only(make(*ALL, issued("2026-03-04", "JIA", "黄牌", 1))))[3]
    assert [row[0] for row in evidence.rows] == list(range(1, 10))  # four 督办, one notice, four steps
    assert all(isinstance(row[3], Evidence) and row[3].places for row in evidence.rows)


def test_the_paper_names_no_person_no_matter_and_no_remark(make: Callable[..., View]) -> None:
    paper = only(make(*ALL))
    assert paper.imprint
    assert (paper.imprint.number, paper.imprint.signer) == ("督函〔2026〕1号", "")
    for word in (REMARK, LEADER, "事项"):
        assert word not in text(paper).replace("督办事项", ""), word


def test_a_referral_belongs_to_the_year_of_its_second_red(make: Callable[..., View]) -> None:
    view = make(*ALL)
    assert KIND.make(view, shift(2026, -1), "") == []
    assert KIND.make(view, 2026, "YI") == []
    assert [paper.stem for paper in KIND.make(view, 2026, "JIA")] == ["J-2026-JIA"]


def test_the_demo_district_shows_every_state() -> None:
    portfolio, _ = load(ROOT)
    view = seen(portfolio, date(2026, 9, 30))
    papers = {paper.stem: text(paper) for year in (2025, 2026) for paper in KIND.make(view, year, "")}
    assert len(papers) == len(view.report.referrals)
    for case in view.report.referrals:
        assert f"当前状态：{case.state}" in papers[f"J-{case.second_red.year}-{case.unit}"]
    names = {person.name for person in view.known.people.values()}
    matters = [act.matter.rstrip("。") for act in view.known.events.values() if act.kind == "supervision"]  # type: ignore[attr-defined]
    told = "".join(papers.values())
    assert [word for word in (*names, *matters) if word in told] == []


def test_a_handover_belongs_to_the_case_of_its_time(make: Callable[..., View]) -> None:
    """What was refused in 2025 is not handed over by what 区纪委 got a year later (五; O43)."""
    before = tuple(supervised(f"2025-0{month}-10") for month in range(3, 7))
    refused = event("consent", "2025-07-03", "DCS", unit="JIA", leader="LD", opinion="不同意")
    first, second = make(*before, refused, *ALL).report.referrals
    assert (first.state, first.sent, first.receipt) == ("不同意", None, None)
    assert (second.sent, second.receipt) == (date(2026, 7, 8), date(2026, 7, 15))
