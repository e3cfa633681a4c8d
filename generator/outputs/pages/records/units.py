"""单位页: what falls due next, scores, projects, items, cards and reports of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs import subscriptions
from generator.outputs.pages.records import press
from generator.outputs.pages.records.ahead import of_unit
from generator.outputs.pages.records.brief import by_state
from generator.outputs.pages.records.coming import item_state
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.nearby import distances
from generator.outputs.pages.records.ranks import lines
from generator.outputs.pages.records.scores import quarter_scores
from generator.outputs.tables.countdown import prices
from generator.outputs.tables.duties import FILINGS
from generator.outputs.tables.lateness import lateness
from generator.outputs.tables.moves import moves_of_units
from generator.outputs.tables.stakes import ladder, stakes_of_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.mechanism.items import ItemStory
    from generator.mechanism.obligations import Duty
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.reporting import Tally
    from generator.outputs.pages.records.standing import Standing

KIND, FOLDER = "unit", "units"
CLOSED = 50
"""Closed items that a list shows; each has its page, and the finder knows them all."""
SUPERVISING = frozenset({"unit"})


def ids(book: Book) -> Iterable[str]:
    """Give the ids of all organisations."""
    return sorted(book.known.organisations)


def title(book: Book, key: str) -> str:
    """Give an organisation's name."""
    return book.known.organisations[key].name


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    return f"{book.view.full(key)}的考评得分、到期事项、项目、议定事项和报送情况，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write an organisation's page."""
    unit = book.known.organisations[key]
    projects = [book.briefs[project.id] for project in book.view.projects_of_unit.get(key, ())]
    street = [book.briefs[project.id] for project in book.view.projects_of_street.get(key, ())]
    items = states_of_items(book, book.view.items_of_unit.get(key, ()))
    coming = book.coming.get(key, ())
    quarters = quarter_scores(book.view.report, key)
    return press.body(
        book,
        "unit",
        calendar=subscriptions.own(book.view, key),
        unit=unit,
        head=book.known.people.get(unit.head or ""),
        quarters=quarters,
        trend=lines(book, quarters),
        near=distances(book, quarters[0].assessment, quarters[0].result) if quarters else (),
        ahead=[a for a in book.view.adjustments_of.get(key, ()) if a.applied_in > book.view.quarter],
        coming=of_unit(book, key),
        prices=prices(book.view.report.policy),
        stakes=stakes_of_units(book.view).get(key),
        ladder=ladder(book.view, key),
        costs=book.view.report.policy.adjustments,
        overdue=sum(due.state.tone == "over" for due in coming),
        projects=projects,
        groups=by_state(projects),
        street=by_state(street),
        approvals=book.approvals_of.get(key),
        items=items,
        issues=book.issues_of_unit.get(key, ()),
        acts=[(act, book.cards_of_act.get(act.at("number"), ())) for act in book.supervisions.get(key, ())],
        cards=book.view.cards_of.get(key, ()),
        referrals=[referral for referral in book.view.report.referrals if referral.unit == key],
        weekly=book.tallies.get(("周报", key), ()),
        monthly=book.tallies.get(("月报", key), ()),
        filings=filings(book, key),
        late=lateness(book.view).get(key),
        moves=moves_of_units(book.view).get(key),
        changes=book.changes([("organisations", key)]),
        log=log(book, book.concerns.units.get(key, ()), SUPERVISING),
    )


def filings(book: Book, key: str) -> list[tuple[Duty, Sequence[Tally]]]:
    """Give what an office hands in week by week and month by month; nothing of other organisations."""
    return [(duty, book.tallies[duty, key]) for duty in FILINGS if (duty, key) in book.tallies]


@dataclass(frozen=True, slots=True)
class Shown:
    """The items a page shows, and how many there are: all, open, overdue, and left out of the list."""

    items: Sequence[tuple[ItemStory, Standing]]
    total: int
    open: int

    @property
    def overdue(self) -> int:
        """Count the open items past their limit (附件3之3.1)."""
        return sum(story.closed is None and state.tone == "over" for story, state in self.items)

    @property
    def left_out(self) -> int:
        """Count the closed items not shown."""
        return self.total - len(self.items)


def states_of_items(book: Book, items: Sequence[ItemStory], most: int = CLOSED) -> Shown:
    """Give items with their state: open ones by due date, then the newest closed ones."""
    rated = [(story, item_state(book.item_lines[story.item.id], book.as_of)) for story in items]
    open_ = [pair for pair in rated if pair[0].closed is None]
    closed = [pair for pair in rated if pair[0].closed is not None]
    open_.sort(key=lambda pair: (pair[0].due is None, pair[0].due.day if pair[0].due else pair[0].item.date))
    closed.sort(key=lambda pair: (pair[0].closed and pair[0].closed.date, pair[0].item.id), reverse=True)
    return Shown([*open_, *closed[:most]], len(items), len(open_))
