"""Problems of the docket, and the leaders' weekly coordination of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.matters import MATTERS, units

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.projects import Course
    from generator.demo.world import World


def raise_issues(book: Book, made: Course, mean: float) -> list[tuple[date, str]]:
    """Let a project meet its problems, `mean` on average; gives the day and id of each."""
    rng = book.draw(f"issues/{made.id}")
    phases = [(first, min(last, book.span.end)) for first, last, _ in made.active]
    if not phases or phases[0][0] > book.span.end:
        return []
    first, last = phases[0][0], phases[-1][1]
    count = int(rng.expovariate(1 / mean) + 0.5) if mean else 0
    found: list[tuple[date, str]] = []
    for number in range(1, min(count, 9) + 1):
        day = book.span.workday(first + timedelta(days=rng.randrange(5, max((last - first).days, 6))))
        name = f"WT-{made.id}-{number:02}"
        if _issue(book, made, name, day, rng):
            found.append((day, name))
    return found


def _issue(book: Book, made: Course, name: str, day: date, rng: random.Random) -> bool:
    matter = rng.choice(MATTERS)
    involved = units(matter, str(made.facts["street"]), made.lead(day))
    level = rng.choices(("区级", "主要负责人", "市级"), (80, 15, 5))[0]
    number = rng.randrange(2, 16)
    words = {
        "text": matter.problem.format(n=number) + "。",
        "proposal": matter.proposal.format(n=number) + "。",
    }
    kind = {"project": made.id, "category": matter.category, "level": level, "units": involved}
    lead, lag = made.lead(day), rng.choice((0, 0, 1, 2, 9))
    if not book.event("issue_raised", name, day, lead, lag, **kind, **words):
        return False
    if level != "区级":
        up = day + timedelta(days=rng.randrange(3, 15))
        to = rng.choice(("区重大项目办", level))
        book.event("issue_escalated", f"WTZB-{name[3:]}", up, made.office, 1, issue=name, to=to)
    if rng.random() < 0.82:  # noqa: PLR2004
        done = day + timedelta(days=lag + rng.randrange(10, 95))
        book.event(
            "issue_resolved",
            f"WTJJ-{name[3:]}",
            done,
            lead,
            rng.randrange(5),
            issue=name,
            result=matter.result + "。",
        )
    return True


def coordinate(book: Book, district: World, raised: dict[str, list[tuple[date, str]]]) -> None:
    """Let each leader coordinate once a week, now and then not, on fresh problems of their line."""
    for place, office in enumerate(district.offices, 1):
        rng = book.draw(f"coordination/{office.id}")
        open_ = sorted(raised.get(office.id, ()))
        for week in book.span.weeks:
            day = book.span.working.last_in_week(week)
            if day is None or rng.random() < 0.06:  # noqa: PLR2004
                continue
            day = book.span.workday(week.first + timedelta(days=rng.randrange(1, 4)))
            day = min(day, week.last)
            fresh = [name for since, name in open_ if timedelta(0) < day - since <= timedelta(days=12)][:6]
            form = rng.choice(("协调会", "专题协调", "现场协调"))
            name = f"XT-{week.year}W{week.number:02}-L{place}"
            fields = {"leader": f"L{place}", "form": form, "issues": fresh}
            book.event("coordination", name, day, office.id, rng.choice((0, 1, 1, 2, 6)), **fields)
