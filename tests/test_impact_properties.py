"""The preview equals reality: whatever changes, it says what scoring before and after it says (issue 5)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drawn_facts import LAST, UNITS, carried, districts, starts, timed
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import LONG_RUN
from seals import sealed_quarter

from generator.mechanism.ledger import rounded
from generator.mechanism.report import closings, report
from generator.mechanism.scenario.draft import Draft
from generator.mechanism.scenario.facts import _organisation
from generator.mechanism.scenario.switches import SWITCHES, switched
from generator.mechanism.scenario.writers import WRITERS, levels
from generator.mechanism.upcoming import upcoming
from generator.outputs.documents import score_document
from generator.outputs.seals import Seals
from generator.records.calendar import Quarter
from generator.records.portfolio import Portfolio
from generator.review.impact import Impact, State, impact

if TYPE_CHECKING:
    from drawn_facts import Fact

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.review.impact.model import StandingChange

    Calendars = dict[int, CalendarYear]

ROUNDS = 4000 if LONG_RUN else 50
examples = settings(max_examples=ROUNDS)
YEARS = range(2025, 2028)
OTHER = "戊局"
UNPRINTED = dict.fromkeys(("adjustments", "empty", "seat", "quarters", "bonus_evidence"))
readings = st.sampled_from([f"{name}={value}" for name, values in SWITCHES.items() for value in values])
TINY = Decimal("1e-18")
looked = st.dates(date(2026, 3, 1), LAST)
Key = tuple[object, ...]


def district(facts: list[Fact], policy: Policy, calendars: Calendars) -> Portfolio:
    """Write facts as records whose ids hang on the fact alone, so that one more leaves the others alone."""
    named = {name: f"U{number}" for number, name in enumerate([*UNITS, OTHER], 1)}
    draft = Draft(named, levels(facts))
    for fact in facts:
        draft.count = 1000 * (int(fact["id"][1:]) + 1)
        WRITERS[fact["kind"]](draft, fact)
    draft.count = 0
    for year in YEARS:
        first = f"{year}-01-01"
        draft.event("plan_approved", first, year=str(year), approved_on=first, document="年")
    units = [_organisation(key, name) for name, key in draft.units.items()]
    return Portfolio.of([*draft.records, *units, policy, *calendars.values()])


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Fact], list[Fact], date]:
    """A district, the same after a change, and the day it is looked at."""
    facts = draw(districts())
    more = [fact | {"id": f"F{100 + int(fact['id'][1:])}"} for fact in draw(districts())]
    kept = [fact for fact in facts if draw(st.integers(0, 3))]
    altered = [fact | {"lead": draw(st.sampled_from([[name] for name in UNITS]))} if "lead" in fact
               and not draw(st.integers(0, 3)) else fact for fact in kept]  # fmt: skip
    return facts, altered + more[: draw(st.integers(0, 3))], draw(looked)


def preview(
    facts: tuple[list[Fact], list[Fact]], day: date, policy: Policy, calendars: Calendars
) -> tuple[Impact, State, State]:
    before, after = (State(district(side, policy, calendars), day) for side in facts)
    return impact(before, after, papers=False), before, after


def by_key(found: Impact) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for one in found.points:
        sums["point", one.unit, one.quarter, one.clause, one.subject, one.day, one.corrects] += one.points
    for two in found.adjustments:
        sums["adjustment", two.unit, two.applied_in, two.clause, two.source, two.corrects] += two.points
    return {key: points for key, points in sums.items() if points}


def weighed(found: Impact) -> dict[tuple[str, Quarter], Decimal]:
    sums: dict[tuple[str, Quarter], Decimal] = defaultdict(Decimal)
    for one in found.points:
        sums[one.unit, one.quarter] += one.weighted
    return sums


def scored(state: State) -> dict[tuple[str, str], dict[str, Any]]:
    """Every unit of every quarter and year as `guatu score` prints it."""
    made = state.report
    periods: list[Quarter | int] = [*made.quarters, *made.years]
    return {
        (str(period), unit["unit"]): unit
        for period in periods
        for unit in score_document(made, period)["units"]
    }


def standings(found: Impact) -> dict[tuple[str, str], StandingChange]:
    return {
        (str(period.period), one.unit): one
        for period in found.periods
        for one in (*period.units, *period.shifted)
    }


def check_reality(found: Impact, before: State, after: State) -> None:
    """The preview's figures are those of a full computation of both sides, and all of them."""
    sums = weighed(found)
    applied: dict[tuple[str, Quarter], Decimal] = defaultdict(Decimal)
    for one in found.adjustments:
        applied[one.unit, one.applied_in] += one.points
    for quarter, assessment in after.report.quarters.items():
        was = before.report.quarters.get(quarter)
        for unit, result in assessment.results.items() if was else ():
            old = was.results[unit]  # type: ignore[union-attr]
            moved = result.total - old.total - applied[unit, quarter]
            assert abs(result.base_total - old.base_total - sums[unit, quarter]) < TINY
            assert abs(moved - sums[unit, quarter]) < TINY
    told = standings(found)
    was_, now_ = scored(before), scored(after)
    for key in was_.keys() | now_.keys():
        old_, new_ = was_.get(key), now_.get(key)
        if key in told:
            for side, printed in ((told[key].before, old_), (told[key].after, new_)):
                assert (side is None) == (printed is None)
                assert side is None or printed is None or rounded(side.total) == printed["total"]
                assert side is None or printed is None or side.rank == printed["rank"]
        else:
            assert old_
            assert new_
            assert {**old_, **UNPRINTED} == {**new_, **UNPRINTED}


@examples
@given(change=changes(), reading=readings)
def test_the_preview_is_the_score_after_less_the_score_before(
    change: tuple[list[Fact], list[Fact], date], reading: str, policy: Policy, calendars: Calendars
) -> None:
    facts, more, day = change
    policy = switched(policy, reading)
    found, before, after = preview((facts, more), day, policy, calendars)
    check_reality(found, before, after)
    for one in found.cards:
        for colour, pair in (("黄牌", one.yellow), ("红牌", one.red)):
            for state, count in zip((before, after), pair, strict=True):
                mine = [c for c in state.report.cards if (c.unit, c.date.year) == (one.unit, one.year)]
                assert sum(card.colour == colour for card in mine) == count
    back, _, _ = preview((more, facts), day, policy, calendars)
    check_opposite(found, back)


def check_opposite(found: Impact, back: Impact) -> None:
    """The way back is the opposite of the way there."""
    assert by_key(back) == {key: -points for key, points in by_key(found).items()}
    pairs = [{key: (one.before, one.after) for key, one in standings(made).items()} for made in (found, back)]
    assert {key: pair[::-1] for key, pair in pairs[0].items()} == pairs[1]
    yellow = {(one.unit, one.year): one.yellow for one in back.cards}
    assert {(one.unit, one.year): one.yellow[::-1] for one in found.cards} == yellow
    opposite = {"new": "gone", "gone": "new", "same": "same"}
    fates = opposite, {key: key for key in opposite}
    steps = [
        sorted((turned[one.fate], str(one.step.day), one.step.subject, one.step.kind) for one in made.steps)
        for made, turned in zip((found, back), fates, strict=True)
    ]
    assert steps[0] == steps[1]


@examples
@given(change=changes(), third=districts())
def test_two_changes_add_up_to_one(
    change: tuple[list[Fact], list[Fact], date], third: list[Fact], policy: Policy, calendars: Calendars
) -> None:
    facts, more, day = change
    last = [*more, *(fact | {"id": f"F{200 + int(fact['id'][1:])}"} for fact in third[:2])]
    pairs = (facts, more), (more, last), (facts, last)
    first, second, whole = (by_key(preview(pair, day, policy, calendars)[0]) for pair in pairs)
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for part in (first, second):
        for key, points in part.items():
            sums[key] += points
    assert {key: points for key, points in sums.items() if points} == whole


@examples
@given(facts=districts(), more=districts(), day=looked)
def test_units_the_change_is_not_about_get_no_points(
    facts: list[Fact], more: list[Fact], day: date, policy: Policy, calendars: Calendars
) -> None:
    def of_other(fact: Fact) -> Fact:
        moved = {key: [OTHER] for key in ("lead", "responsible", "supporting") if fact.get(key)}
        unit = {"unit": OTHER} if "unit" in fact else {}
        return fact | moved | unit | {"id": f"F{100 + int(fact['id'][1:])}"}

    after = [*facts, *map(of_other, more[:3])]
    found, _, _ = preview((facts, after), day, policy, calendars)
    assert {one.unit for one in found.points} <= {"U5"}
    assert {one.unit for one in found.cards} <= {"U5"}
    assert {unit for one in found.steps for unit in one.step.units} <= {"U5"}
    seated = {one.unit for one in found.adjustments}
    moved = [one for period in found.periods for one in period.units if one.before and one.after]
    assert {one.unit for one in moved} <= {"U5", *seated}


@examples
@given(facts=districts(), day=looked)
def test_the_same_facts_written_anew_show_nothing(
    facts: list[Fact], day: date, policy: Policy, calendars: Calendars
) -> None:
    found, _, after = preview((facts, facts), day, policy, calendars)
    assert not found
    moved = [event.model_copy(update={"marks": {"date": 9}}) for event in after.portfolio.events.values()]
    known = {event.id: event for event in moved}
    again = State(Portfolio(**{**after.portfolio.__dict__, "events": known}), day)
    assert impact(after, again) == Impact(day)


@examples
@given(facts=districts(), more=districts(), dropped=st.integers(0, 1))
def test_what_comes_to_light_after_a_seal_is_told_as_a_correction(
    facts: list[Fact], more: list[Fact], dropped: int, policy: Policy, calendars: Calendars
) -> None:
    late = [fact | {"id": f"F{100 + int(fact['id'][1:])}"} for fact in more[:3]]
    base, head = (district(side, policy, calendars) for side in (facts, facts[dropped:] + late))
    sealed = [sealed_quarter(Quarter(2025, 1).shift(step), step + 1, base) for step in range(6)]
    seals = Seals(sealed, closings(sealed))
    before, after = (State(side, LAST, seals) for side in (base, head))
    found = impact(before, after, papers=False)
    check_reality(found, before, after)
    closed = {act.period for act in sealed}
    for one in found.points:
        assert one.quarter not in closed
        assert one.corrects == (one.day is not None and Quarter.of(one.day) in closed)
    assert not any(period.period in closed for period in found.periods)


@examples
@given(facts=districts(), day=st.dates(date(2026, 2, 1), date(2026, 10, 31)), reading=readings)
def test_what_comes_next_is_what_is_booked_if_nothing_is_done(
    facts: list[Fact], day: date, reading: str, policy: Policy, calendars: Calendars
) -> None:
    """Leave out all that happens after a day; what `upcoming` says is what a later report then books."""
    policy = switched(policy, reading)
    known = report(district(facts, policy, calendars), day).known
    steps = upcoming(report(known, day), LAST)
    told = sorted((step.day, unit, step.subject, step.clause, step.points, step.text)
                  for step in steps if step.sort == "loss" for unit in step.units)  # fmt: skip
    booked = []
    for moment in sorted({step.day for step in steps if step.sort == "loss"}):
        entries = report(known, moment).entries
        booked += [(e.date, e.unit, e.subject, e.clause, e.points, e.text) for e in entries
                   if e.date == moment and e.kind != "limit"]  # fmt: skip
    assert told == sorted(booked)
    whole = [e for e in report(known, LAST).entries if e.date > day and e.kind != "limit"]
    assert len(whole) == len(told)


DEEDS = {
    "early_start": "started",
    "late_start": "started",
    "early_completion": "completed",
    "early_item": "closed",
}


@examples
@given(
    fact=st.one_of(starts, carried, timed),
    day=st.dates(date(2025, 2, 1), date(2026, 10, 31)),
    reading=readings,
)
def test_a_chance_is_taken_on_its_last_day_and_missed_on_the_next(
    fact: Fact, day: date, reading: str, policy: Policy, calendars: Calendars
) -> None:
    policy = switched(policy, reading)
    undone = {**fact, "id": "F1", "started": None, "completed": None, "closed": None, "ceremony": None}
    for changes in ("due_changes", "plan_changes"):  # what is decided later moves what was told on the day
        if changes in undone:
            undone[changes] = [one for one in undone[changes] or () if one["approved"] <= str(day)]

    def booked(**deeds: str) -> Decimal:
        known = report(district([{**undone, **deeds}], policy, calendars), LAST + timedelta(days=2))
        return sum((e.points for e in known.entries if e.kind == step.kind), Decimal(0))

    made = report(report(district([undone], policy, calendars), day).known, day)
    for step in upcoming(made, LAST):
        if step.sort == "chance" and step.kind in DEEDS:
            deed = DEEDS[step.kind]
            own = step.points * len(step.units)
            assert booked(**{deed: str(step.day)}) >= own
            assert booked(**{deed: str(step.day + timedelta(days=1))}) < booked(**{deed: str(step.day)})
