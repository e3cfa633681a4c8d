"""The calendars: entries are the countdown's rows, keep their names, move with their due, are called off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import reading
from built import Built
from calendars import events, well_formed
from hypothesis import given
from hypothesis import strategies as st

from generator.mechanism.obligations import DUTIES as ALL_DUTIES
from generator.mechanism.report import report
from generator.outputs.calendars import files as written
from generator.outputs.calendars.entries import DUTIES, Entry, entries
from generator.outputs.escape import bare
from generator.outputs.links import Web
from generator.outputs.subscriptions import ALL, calendar, followed
from generator.outputs.tables.countdown import concerned, fortnight
from generator.outputs.templates import cut
from generator.outputs.view import View
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

EVE = date(2026, 9, 30)
ITEM = "接通水电"


def _district(policy: Policy, years: dict[int, CalendarYear], text: str = ITEM) -> tuple[Built, str]:
    """One item due on 8 October 2026, and a project to be started in the week up to 11 October."""
    made = Built(policy, *years.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    made.plan("计划新开工", start_week="2026-W41", completion_month="2027-12")
    made.approve(2026, "2026-01-10")
    meeting = made.event("meeting", "2026-09-01", level="主任办公会", convener="张某", agenda=[])
    words = {"text": text, "responsible": ["JIA"], "due": "2026-10-08", "project": "P1"}
    return made, made.event("decision", "2026-09-01", meeting=meeting, **words)


def _named(view: View) -> dict[str, Entry]:
    found = entries(view)
    named = {one.name: one for one in found}
    assert len(named) == len(found)
    return named


def _days(view: View) -> dict[str, tuple[date, int]]:
    return {
        key: (one.deadline.day, one.sequence)
        for key, one in _named(view).items()
        if not key.startswith("duty")
    }


def test_every_duty_has_a_name_of_plain_letters() -> None:
    assert set(DUTIES) == set(ALL_DUTIES)
    assert len(set(DUTIES.values())) == len(DUTIES)
    assert all(name.isascii() for name in DUTIES.values())


def test_what_each_due_is_called(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    assert _days(reading.view(made, EVE)) == {
        f"chance-early-item-{item}": (date(2026, 10, 7), 0),
        f"due-{item}": (date(2026, 10, 8), 0),
        "loss-missed-start-P1-2026-start-0": (date(2026, 10, 11), 0),
        f"loss-overdue-item-{item}-5": (date(2026, 10, 14), 0),
    }


def test_a_changed_due_moves_its_entry(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    made.event("due_changed", "2026-09-29", item=item, due="2026-10-12", decided_on="2026-09-29")
    made.event(
        "plan_adjusted", "2026-09-29", project="P1", year="2026", field="start_week", old="2026-W41",
        new="2026-W42", approved_on="2026-09-29", approver="主任办公会",
    )  # fmt: skip
    before, after = _days(reading.view(made, date(2026, 9, 28))), _days(reading.view(made, EVE))
    assert before[f"due-{item}"] == (date(2026, 10, 8), 0)
    assert after[f"due-{item}"] == (date(2026, 10, 12), 1)
    assert after[f"chance-early-item-{item}"] == (date(2026, 10, 11), 1)
    assert before["loss-missed-start-P1-2026-start-0"] == (date(2026, 10, 11), 0)
    assert after["loss-missed-start-P1-2026-start-0"] == (date(2026, 10, 18), 1)  # beyond the fortnight
    later = _days(reading.view(made, date(2026, 10, 9)))
    assert later["loss-missed-start-P1-2026-start-0"] == (date(2026, 10, 18), 1)


def test_a_change_taken_back_still_counts_up(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    change = made.event("due_changed", "2026-09-28", item=item, due="2026-10-12", decided_on="2026-09-28")
    made.event("correction", "2026-09-30", of=change, reason="写错", withdraw="是")
    days = [date(2026, 9, 27), date(2026, 9, 28), EVE]
    found = [_days(reading.view(made, day))[f"due-{item}"] for day in days]
    assert found == [(date(2026, 10, 8), 0), (date(2026, 10, 12), 1), (date(2026, 10, 8), 2)]


def test_what_is_called_off_is_told_as_cancelled(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    made.withdraw("2026-09-30")
    made.event("correction", "2026-09-30", of=item, reason="重复", withdraw="是")
    named = _named(reading.view(made, EVE))
    gone = {key for key, one in named.items() if one.cancelled}
    assert gone == set(_days(reading.view(made, date(2026, 9, 29)))) - {f"loss-overdue-item-{item}-5"}
    assert named["loss-missed-start-P1-2026-start-0"].sequence == 1
    assert not [one for one in entries(reading.view(made, date(2026, 10, 15))) if one.cancelled]


def test_what_is_moved_beyond_the_fortnight_is_told_with_its_new_day(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, item = _district(policy, calendars)
    made.event("due_changed", "2026-09-29", item=item, due="2026-12-15", decided_on="2026-09-29")
    moved = {
        f"chance-early-item-{item}": (date(2026, 12, 14), 1),
        f"due-{item}": (date(2026, 12, 15), 1),
    }
    start = {"loss-missed-start-P1-2026-start-0": (date(2026, 10, 11), 0)}
    for day in (date(2026, 9, 29), EVE):
        view = reading.view(made, day)
        assert _days(view) == moved | start  # the loss of 14 October was beyond the fortnight before
        assert not [one for one in entries(view) if one.cancelled]
        assert (
            moved[f"due-{item}"][0]
            == events(_files(view)[calendar("JIA")])[f"due-{item}@guatu"]["DTSTART"].dt
        )
    assert not _days(reading.view(made, date(2026, 10, 14)))
    assert _days(reading.view(made, date(2026, 12, 10)))[f"due-{item}"] == moved[f"due-{item}"]


def test_what_is_done_early_is_told_as_cancelled(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    made.event("due_changed", "2026-09-27", item=item, due="2026-12-15", decided_on="2026-09-27")
    closing = made.event("item_closed", "2026-09-28", item=item, result="已办结")
    proof = made.event("closure_confirmed", "2026-09-29", closing=closing)
    made.start("2026-09-28", "2026-09-29")
    before, named = _days(reading.view(made, date(2026, 9, 28))), _named(reading.view(made, EVE))
    gone = {key: one for key, one in named.items() if one.cancelled}
    assert {f"due-{item}", "loss-missed-start-P1-2026-start-0"} < gone.keys()
    assert all(one.sequence > before[key][1] for key, one in gone.items())
    event = events(_files(reading.view(made, EVE))[ALL])[f"due-{item}@guatu"]
    assert event["STATUS"] == "CANCELLED"
    assert str(event["DESCRIPTION"]).startswith("已经办成")
    made.event("correction", "2026-09-30", of=proof, reason="没有办成", withdraw="是")
    again = _named(reading.view(made, EVE))[f"due-{item}"]
    assert (again.cancelled, again.deadline.day) == ("", date(2026, 12, 15))
    assert again.sequence > gone[f"due-{item}"].sequence


def test_the_files(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, item = _district(policy, calendars)
    made.withdraw("2026-09-30")
    view = reading.view(made, EVE)
    files = _files(view)
    found = events(files[ALL])
    due = found[f"due-{item}@guatu"]
    assert (due["DTSTART"].dt, due["DTEND"].dt) == (date(2026, 10, 8), date(2026, 10, 9))
    assert str(due["SUMMARY"]) == "办结时限：接通水电（JIA）"
    said = str(due["DESCRIPTION"]).split("\n")
    assert said[0] == "10月8日前办结，否则10月14日扣4分。"
    assert "超期满5个工作日扣4分，满10个工作日扣8分，满20个工作日扣15分，取最高一档。" in said
    assert said[-4:] == ["条款：3.1", "谁办：JIA", "分管负责人：L1某", f"详见：网站中的 items/{item}.html"]
    assert due["STATUS"] == "CONFIRMED"
    assert due["LAST-MODIFIED"].dt.isoformat() == "2026-09-29T16:00:00+00:00"
    assert due["CATEGORIES"].to_ical().decode() == "时限"
    gone = found["loss-missed-start-P1-2026-start-0@guatu"]
    assert gone["STATUS"] == "CANCELLED"
    assert str(gone["SUMMARY"]) == "（取消）当日不办成扣4分：P1（JIA）"
    assert "X-WR-CALNAME:重大项目倒计时：JIA\r\n" in files[calendar("JIA")].decode()
    with_address = events(_files(view, "https://example.org/latest")[ALL])
    assert (
        str(with_address[f"due-{item}@example.org/latest"]["URL"])
        == f"https://example.org/latest/items/{item}.html"
    )


def test_names_tell_districts_of_one_host_apart(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    view = reading.view(_district(policy, calendars)[0], EVE)
    hosts = ("https://example.org/jia/", "https://example.org/yi", "https://example.org/", "")
    of = [set(events(_files(view, address)[ALL])) for address in hosts]
    assert sum(map(len, of)) == len(set().union(*of))
    ends = [{name.partition("@")[2] for name in names} for names in of]
    assert ends == [{"example.org/jia"}, {"example.org/yi"}, {"example.org"}, {"guatu"}]


def _files(view: View, address: str = "") -> dict[str, bytes]:
    return written(Web(view), address)


def _of_fortnight(event: Any, view: View) -> bool:
    if str(event["UID"]).startswith("nothing@"):
        return False
    return bool(event["STATUS"] != "CANCELLED") and bool(
        event["DTSTART"].dt <= view.as_of + timedelta(days=14)
    )


def _agree(view: View, files: dict[str, bytes]) -> None:
    """Every calendar can be read, and each entry is the combined calendar's own and concerns its reader."""
    whole = events(files[ALL])
    rows = fortnight(view)
    assert sum(_of_fortnight(event, view) for event in whole.values()) == len(rows)
    assert set(files) == {ALL, *(calendar(key) for key, _ in followed(view))}
    seen: set[str] = set()
    for data in files.values():
        well_formed(data)
    for key, _ in followed(view):
        own = events(files[calendar(key)])
        live = [event for event in own.values() if _of_fortnight(event, view)]
        assert len(live) == sum(key in concerned(view, row) for row in rows)
        nothing = [name for name in own if name.startswith("nothing@")]
        assert nothing in ([], list(own))
        assert own
        if not nothing:
            assert all(whole[name].to_ical() == event.to_ical() for name, event in own.items())
            seen |= own.keys()
    assert {name for name in whole.keys() - seen if "meeting" not in name} == set()


def test_a_calendar_of_nothing_says_so(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made, _ = _district(policy, calendars)
    made.unit("YI")
    view = reading.view(made, EVE)
    ((name, event),) = events(_files(view)[calendar("YI")]).items()
    assert (name, str(event["SUMMARY"])) == ("nothing@guatu", "目前没有到期事项")
    assert event["DTSTART"].dt == EVE
    ((later, after),) = events(_files(reading.view(made, date(2026, 10, 1)))[calendar("YI")]).items()
    assert later == name
    assert after["SEQUENCE"] > event["SEQUENCE"]


def test_a_small_district_agrees_with_its_countdown(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made, _ = _district(policy, calendars)
    view = reading.view(made, EVE)
    _agree(view, _files(view))
    assert _files(view) == _files(reading.view(made, EVE))


@pytest.mark.parametrize("day", ["2026-05-18", "2026-06-30"])
def test_the_demo_agrees_with_its_countdown(district: Path, day: str) -> None:
    view = _demo(district, date.fromisoformat(day))
    _agree(view, _files(view))


def test_a_name_keeps_its_meaning_from_day_to_day(district: Path) -> None:
    """What is called the same on two days is the same thing, and never counts down."""
    days = [date(2026, 6, 1) + timedelta(days=shift) for shift in (0, 3, 9)]
    first, *rest = [_named(_demo(district, day)) for day in days]
    for then in rest:
        shared = first.keys() & then.keys()
        assert shared
        for name in shared:
            one, other = first[name], then[name]
            assert (one.deadline.subject, one.deadline.sort) == (other.deadline.subject, other.deadline.sort)
            assert one.sequence <= other.sequence
            assert one.deadline.day == other.deadline.day or one.sequence < other.sequence
        first = then


def test_nothing_leaves_a_calendar_unsaid_before_its_day(district: Path) -> None:
    """What was told of a project or item is told on: as it was, moved or cancelled, by a higher number."""
    then: dict[str, Entry] = {}
    for shift in range(20):
        day = date(2026, 5, 20) + timedelta(days=shift)
        now = _named(_demo(district, day))
        for name, one in then.items():
            near = day < one.deadline.day <= day + timedelta(days=13)
            if one.cancelled or name.startswith("duty") or not near:
                continue
            other = now[name]
            same = (one.deadline.day, one.cancelled) == (other.deadline.day, other.cancelled)
            assert other.sequence >= one.sequence + (not same), name
        assert any(one.cancelled for one in now.values()) or shift
        then = now


def _demo(district: Path, day: date) -> View:
    portfolio, _ = load(district)
    return View(report(portfolio, day), portfolio, report_on=lambda day: report(portfolio, day))


def test_the_built_site_has_them(built: Path) -> None:
    page = (built / "subscribe.html").read_text(encoding="utf-8")
    for path in (built / "calendars").iterdir():
        well_formed(path.read_bytes())
        assert f'href="calendars/{path.name}"' in page
        key = path.stem
        shown = [built / f"{folder}/{key}.html" for folder in ("units", "leaders")]
        linked = [
            f'href="../calendars/{path.name}"' in one.read_text(encoding="utf-8")
            for one in shown
            if one.is_file()
        ]
        assert linked
        assert all(linked)
    well_formed((built / "calendar.ics").read_bytes())
    assert 'href="calendar.ics"' in page
    assert 'href="subscribe.html"' in (built / "countdown.html").read_text(encoding="utf-8")


SIGNS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(SIGNS.filter(str.strip))
def test_no_text_breaks_a_calendar(policy: Policy, calendars: dict[int, CalendarYear], text: str) -> None:
    made, item = _district(policy, calendars)
    made.records[-1] = made.records[-1].model_copy(update={"text": text})
    view = reading.view(made, EVE)
    files = _files(view)
    _agree(view, files)
    due = events(files[ALL])[f"due-{item}@guatu"]
    assert str(due["SUMMARY"]) == bare(f"办结时限：{cut(text)}（JIA）")
