"""What is to become of a project: written down for the stories, drawn by lot for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import random

Nature = Literal["计划新开工", "结转续建", "开展前期", "储备"]


@dataclass(frozen=True)
class Script:
    """One project's fate; days of `lag`, `ceremony` and `moved` count from the planned week's Sunday.

    `year` is the first plan year, counted from the span's first. `lag` is when the project starts
    (None: not in this plan year); for a preliminary project it is the day of the year.
    `moved` adjusts the planned week: (day of approval, weeks). `months` runs from start, or for a
    carry-over from January, to the planned completion; `finish` is the days from the end of that
    month to commissioning. `slips` are the days from the end of a milestone's month to reaching it
    (None: never), in turn, then drawn. `again` is the next year's script of one that did not start.
    """

    year: int
    nature: Nature
    week: int = 20
    lag: int | None = 0
    same_year: bool = False
    ceremony: int | None = None
    moved: tuple[int, int] | None = None
    months: int = 18
    finish: int = 10
    slips: tuple[int | None, ...] = ()
    milestone_moved: tuple[int, int] | None = None
    late_entry: int | None = None
    certified: bool = True
    lead: int | None = None
    joint: int | None = None
    new_lead: tuple[int, int] | None = None
    override: str | None = None
    corrected: int | None = None
    withdrawn: bool = False
    again: Script | None = None


def drawn(rng: random.Random, years: int) -> Script:
    """Draw a fate as a district knows them: most on time, some early, some late, a few never."""
    year = min(rng.choice((0, 0, 0, 1, 1)), years - 1)
    nature: Nature = rng.choices(
        ("计划新开工", "结转续建", "开展前期", "储备"), (45, 30, 17, 8 if year else 0)
    )[0]
    if nature == "开展前期":
        lag = rng.randrange(120, 340) if rng.random() < 0.15 else None  # noqa: PLR2004
        return Script(year, nature, lag=lag, months=rng.randrange(14, 30), again=_start(rng, year + 1))
    if nature == "结转续建":
        return Script(year, nature, months=rng.randrange(5, 34), finish=_finish(rng))
    return _start(rng, year) if nature == "计划新开工" else Script(year, nature, lag=None)


def slip(rng: random.Random) -> int | None:
    """Draw how many days after its month's end a milestone is reached."""
    chance = rng.random()
    if chance < 0.9:  # noqa: PLR2004 - most are on time
        return -rng.randrange(28)
    return rng.randrange(4, 70) if chance < 0.97 else None  # noqa: PLR2004


def _start(rng: random.Random, year: int) -> Script:
    again = Script(year + 1, "计划新开工", week=rng.randrange(12, 34), lag=rng.choice((-5, -2, 0, 12)))
    return Script(
        year,
        "计划新开工",
        week=rng.randrange(10, 51),
        lag=_lag(rng),
        same_year=rng.random() < 0.3,  # noqa: PLR2004
        months=rng.randrange(10, 28),
        finish=_finish(rng),
        again=again,
    )


def _lag(rng: random.Random) -> int | None:
    early, punctual = -rng.randrange(38, 70), -rng.randrange(7)
    month, two, long = rng.randrange(1, 28), rng.randrange(32, 58), rng.randrange(65, 150)
    lags = (early, punctual, month, two, long, None)
    return rng.choices(lags, (12, 63, 11, 6, 4, 4))[0]


def _finish(rng: random.Random) -> int:
    return rng.choices((-rng.randrange(33, 80), -rng.randrange(28), rng.randrange(5, 90)), (12, 76, 12))[0]
