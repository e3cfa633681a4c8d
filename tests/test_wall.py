"""挂图: each project once, every mark where its day lies, what is late said in words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import paper_district
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from generator.outputs import plan
from generator.outputs.links import Web
from generator.outputs.pages import wall
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.wall.axis import axis
from generator.outputs.pages.wall.facets import facets, grouped
from generator.outputs.pages.wall.lines import wall_axis, wall_lines
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = ROOT / "site_templates"
DAY = date(2026, 6, 30)
DAYS = st.dates(date(2018, 1, 1), date(2034, 12, 31))


@pytest.fixture(scope="module")
def book(district: Path) -> Book:
    portfolio, problems = load(district)
    view = plan.view(portfolio, problems, plan.Plan(district, DAY))
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))


@pytest.fixture(scope="module")
def demo() -> Book:
    """The demo district, which has milestones missed and milestones due on the day itself."""
    view = paper_district.demo(DAY)
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))


@pytest.fixture(scope="module")
def rows(book: Book) -> dict[str, str]:
    return _rows(book)


def _rows(book: Book) -> dict[str, str]:
    """Each row's markup by its project; the text after the last row belongs to none."""
    (page,) = wall.pages(book.press)
    body = unescape(page.body)
    found = re.findall(r'<tr role="row" data-id="([^"]+)".*?</tr>', body, re.DOTALL)
    assert len(found) == len(set(found))
    parts = re.findall(r'(<tr role="row" data-id="[^"]+".*?</tr>)', body, re.DOTALL)
    return dict(zip(found, parts, strict=True))


def test_every_project_stands_on_the_chart_once(rows: dict[str, str], district: Path) -> None:
    files = sorted(path.stem for path in (district / "data" / "projects").rglob("*.yml"))
    assert sorted(rows) == files


def test_every_grouping_holds_every_row_once(book: Book) -> None:
    lines = wall_lines(book, wall_axis(book))
    for facet in facets(book, lines):
        counted = Counter(line.id for group in grouped(lines, facet) for line in group.lines)
        assert counted == Counter(line.id for line in lines), facet.key
        assert all(set(values) <= set(facet.names) for values in facet.of.values())


def test_groups_with_something_late_come_first(book: Book) -> None:
    lines = wall_lines(book, wall_axis(book))
    for facet in facets(book, lines):
        calm = [not group.late for group in grouped(lines, facet)]
        assert calm == sorted(calm)


def percent(day: date, first: date, last: date, after: int) -> str:
    """Count days through their ordinals, which the pages do not."""
    whole = last.toordinal() - first.toordinal() + 1
    return f"{100 * (day.toordinal() - first.toordinal() + after) / whole:.2f}%"


@pytest.mark.parametrize(("as_of", "late"), [(date(2026, 3, 1), False), (date(2026, 11, 30), True)])
def test_the_day_of_the_data_is_named_where_there_is_room(as_of: date, *, late: bool) -> None:
    """Beside its line, to the right of it in the first half and to the left in the second."""
    span = axis([], as_of)
    assert span.late is late
    made = environment(TEMPLATES).from_string(
        '{% import "parts/wall.html.j2" as wall with context %}{{ wall.axis(span) }}'
    )
    text = made.render(span=span, chip=str, to=str)
    side = "right:calc(100% - " if late else "left:"
    assert f'style="{side}{span.today}' in text


def test_marks_stand_where_their_days_lie(book: Book, rows: dict[str, str]) -> None:
    span = wall_axis(book)
    tried: Counter[str] = Counter()
    for key, row in rows.items():
        story = book.stories[key]
        marks = {"sc": story.ceremony, "sd": story.certified, "ed": story.completion}
        for name, deed in marks.items():
            places = re.findall(rf'href="#{name}" x="([^"]+)"', row)
            assert places == ([percent(deed.date, span.first, span.last, 1)] if deed else []), (key, name)
            tried[name] += bool(deed)
        weeks = re.findall(r'class="ww" x="([^"]+)" width="([^"]+)"', row)
        planned = [promise for promise in story.promises if promise.what == "start"]
        assert [x for x, _ in weeks] == [percent(p.period.first, span.first, span.last, 0) for p in planned]
        assert {width for _, width in weeks} <= {percent(span.first, span.first, span.last, 7)}
        ahead = [p for p in story.promises if p.what == "completion" and story.completion is None]
        assert re.findall(r'href="#ep" x="([^"]+)"', row) == [
            percent(p.deadline, span.first, span.last, 1) for p in ahead
        ]
        points = [promise for promise in story.promises if promise.what == "milestone"]
        assert len(re.findall(r'href="#m[pdlo]"', row)) == len(points)
        tried["start"] += len(weeks)
    assert min(tried[name] for name in ("sd", "start")) > 0


def test_what_is_late_is_striped_and_said(rows: dict[str, str]) -> None:
    """Never by colour alone: the state says it, and the drawing's text alternative too."""
    late = [row for row in rows.values() if re.search(r'data-state="[^"]*\bover\b', row)]
    assert late
    for row in late:
        chip = re.search(r'rec-(over|late)">([^<]*)', row)
        assert chip
        if chip[1] == "over":
            assert "超期" in chip[2]
            assert 'class="wv"' in row
        else:
            assert "今日到期" in chip[2]
    for row in rows.values():
        title = row.partition("<title>")[2].partition("</title>")[0]
        assert bool(title)
        if 'class="wv"' in row:
            assert "超期" in title
        if 'class="wl"' in row:
            assert "延期" in title


def test_a_missed_milestone_is_striped_from_its_deadline_to_the_day_of_the_data(
    demo: Book,
) -> None:
    """Once, from the first one missed; one due on the day itself is not yet past."""
    span, tried = wall_axis(demo), Counter[str]()
    for key, row in _rows(demo).items():
        story = demo.stories[key]
        open_ = [p for p in story.promises if p.what == "milestone" and story.deed(p) is None]
        missed = [p.deadline for p in open_ if p.deadline < DAY]
        today = sum(p.deadline == DAY for p in open_)
        if story.withdrawn or story.completion or not (missed or today):
            continue
        starts = re.findall(r'class="wv" x="([^"]+)" width="([^"]+)"', row)
        if missed:
            start, end = min(missed) + timedelta(days=1), DAY
            width = percent(end, start, start + (span.last - span.first), 1)
            assert (percent(start, span.first, span.last, 0), width) in starts
        assert f"超期{len(missed) + today}个" in row
        assert (f"其中{today}个今日到期" in row) is bool(today)
        tried["missed"] += bool(missed)
        tried["today"] += bool(today)
    assert min(tried["missed"], tried["today"]) > 0


def test_the_state_names_the_longest_delay_of_milestones(demo: Book) -> None:
    for line in wall_lines(demo, wall_axis(demo)):
        story, state = demo.stories[line.id], line.listed.brief.state
        if "节点超期" in state.word:
            open_ = [p for p in story.promises if p.what == "milestone" and story.deed(p) is None]
            assert f"最长{(DAY - min(p.deadline for p in open_)).days}天" in state.word


@given(days=st.lists(DAYS, max_size=8), as_of=DAYS)
def test_the_axis_holds_every_near_day_and_the_whole_year(days: list[date], as_of: date) -> None:
    span = axis(days, as_of)
    near = [day for day in days if abs(day.year - as_of.year) <= 10]
    for day in (*near, date(as_of.year, 1, 1), date(as_of.year, 12, 31)):
        assert span.first <= day <= span.last
    assert span.first.day == 1
    assert (span.last + timedelta(days=1)).day == 1
    for window in (span.year, span.near):
        shown = (span.last - span.first).days + 1
        start = float(window.shift) / float(window.zoom) * shown
        assert -0.5 < start < shown
        assert float(window.zoom) >= 1


def test_a_wild_date_does_not_stretch_the_axis() -> None:
    span = axis([date(2026, 3, 1), date(9999, 1, 1), date(1900, 1, 1)], DAY)
    assert (span.first, span.last) == (date(2026, 1, 1), date(2026, 12, 31))
