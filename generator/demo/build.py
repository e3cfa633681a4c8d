"""What happens on the ground: steps, ceremony, start, milestones, completion, and their certification."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.script import slip
from generator.demo.world import BUREAU, GROUP, STEPS

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.projects import Course
    from generator.demo.script import Script
    from generator.records.calendar import Month, Week


def steps(book: Book, made: Course, start: date | None, told: date) -> None:
    """Finish the steps before a start, about their deadlines; without a start the last ones stay open."""
    rng = book.draw(f"done/{made.id}/{told}")
    rows = made.steps
    numbers = list(STEPS)
    stuck = len(rows) if start else rng.randrange(len(rows) // 2, len(rows))
    for step, due in rows[made.steps_done : stuck]:
        day = due + timedelta(days=rng.randrange(-14, 9))
        day = min(max(day, told + timedelta(days=rng.randrange(9, 90))), start or date.max)
        name = f"QQ-{made.id}-{numbers.index(step) + 1:02}"
        if rng.random() < book.pace:
            _event(book, made, ("step_done", name), day, _delay(rng, 0.35, 30), step=step)
    made.steps_done = max(stuck, made.steps_done)


def ceremony(book: Book, made: Course, script: Script, deadline: date, start: date | None) -> None:
    """Hold a ceremony where the script has one, or now and then just before a start."""
    rng = book.draw(f"ceremony/{made.id}")
    usual = start is not None and rng.random() < 0.2  # noqa: PLR2004
    planned = None if script.ceremony is None else deadline + timedelta(days=script.ceremony)
    day = planned or (start if usual else None)
    if made.celebrated or day is None:
        return
    made.celebrated = True
    name = f"YS-{made.id}"
    told = _event(book, made, ("ceremony", name), day, rng.randrange(4))
    if script.withdrawn and told:
        reason = "当日举行的是设计方案发布活动，误报为开工仪式，予以撤回。"
        _event(
            book,
            made,
            ("correction", f"GZ-{name}"),
            told + timedelta(days=16),
            0,
            of=name,
            reason=reason,
            withdraw=True,
        )


def start(book: Book, made: Course, day: date, script: Script) -> None:
    """Report a substantive start; 区重大项目办 certifies it some days later."""
    rng = book.draw(f"start/{made.id}")
    made.started = day
    name = f"KG-{made.id}"
    wrong = timedelta(days=script.corrected or 0)
    told = _event(
        book,
        made,
        ("substantive_start", name),
        day + wrong,
        _delay(rng, 0.25, 12),
        document=_licence(rng, day),
    )
    if not told or not script.certified:
        return
    seen = book.span.workday(told + timedelta(days=rng.randrange(1, 5)))
    book.event("start_certified", f"KGRD-{made.id}", seen, BUREAU, start=name)
    if script.corrected:
        reason = f"施工日志和监理签认表明桩机进场施工为{day.month}月{day.day}日，原填报日期有误。"
        changes = {"date": day}
        made_on = seen + timedelta(days=11)
        book.event("correction", f"GZ-{name}", made_on, BUREAU, of=name, reason=reason, changes=changes)


def moved(book: Book, made: Course, field: str, weeks: tuple[Week | Month, Week | Month], days: int) -> None:
    """Adjust a promise of the plan, approved so many days after (before) its deadline."""
    old, new = weeks
    day = old.last + timedelta(days=days)
    name = f"JHTZ-{made.id}-1"
    change = {"year": old.year, "field": field, "old": old, "new": new, "approved_on": day}
    book.event("plan_adjusted", name, day, BUREAU, 1, project=made.id, approver=GROUP, **change)


def milestone(book: Book, made: Course, key: str, month: Month, finish: date) -> None:
    """Reach a milestone about its month's end, never after the completion."""
    rng = book.draw(f"milestone/{made.id}/{key}")
    number = int(key[1:]) - 1
    slips = made.script.slips
    days = slips[number] if number < len(slips) else slip(rng)
    if made.script.milestone_moved and not number:
        weeks = (month, month.shift(made.script.milestone_moved[1]))
        moved(book, made, f"milestones.{key}", weeks, made.script.milestone_moved[0])
    if days is None:
        return
    day = min(month.last + timedelta(days=days), finish - timedelta(days=7))
    delay = made.script.late_entry if made.script.late_entry and not number else _delay(rng, 0.3, 40)
    _event(book, made, ("milestone_reached", f"JD-{made.id}-{key}"), day, delay, milestone=key)


def finish(book: Book, made: Course, day: date) -> None:
    """Complete a project, and commission it unless it is housing; both are certified."""
    rng = book.draw(f"finish/{made.id}")
    made.finished = day
    made.active[-1] = (made.active[-1][0], day, "在建")
    built = day if made.sector == "房地产" else day - timedelta(days=rng.randrange(15, 45))
    _completed(book, made, ("completed", "WG"), built, rng)
    if made.sector != "房地产":
        _completed(book, made, ("commissioned", "TC"), day, rng)


def _completed(book: Book, made: Course, kind: tuple[str, str], day: date, rng: random.Random) -> None:
    name = f"{kind[1]}-{made.id}"
    told = _event(book, made, (kind[0], name), day, _delay(rng, 0.2, 15))
    if told:
        seen = book.span.workday(told + timedelta(days=rng.randrange(2, 8)))
        book.event("completion_certified", f"{kind[1]}RD-{made.id}", seen, BUREAU, completion=name)


def _event(
    book: Book, made: Course, label: tuple[str, str], day: date, lag: int, **fields: object
) -> date | None:
    kind, name = label
    of_project: dict[str, object] = {} if kind == "correction" else {"project": made.id}
    return book.event(kind, name, day, made.lead(day), lag, **(of_project | fields))


def _delay(rng: random.Random, share: float, most: int) -> int:
    """Draw the days until a fact is handed in: mostly at once, a share of them late."""
    return rng.randrange(4) if rng.random() > share else rng.randrange(5, most)


def _licence(rng: random.Random, day: date) -> str:
    return f"施工许可证（示例{day.year}-{rng.randrange(100, 999)}号）及监理开工令"
