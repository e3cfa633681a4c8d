"""A project's entry in each year's plan, as it stands in January."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.world import BUREAU
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.projects import Course

_LATE = 30
_STAGES = {
    "房地产": (
        "桩基础完成",
        "地下室出正负零",
        "主体结构封顶",
        "外立面及门窗完成",
        "室外管网和园林完成",
        "竣工备案",
    ),
    "农业": (
        "场地平整完成",
        "温室骨架安装完成",
        "水肥一体化系统安装完成",
        "加工车间封顶",
        "设备调试完成",
        "试生产",
    ),
    "": (
        "桩基础完成",
        "主体结构封顶",
        "钢结构及屋面完成",
        "机电安装完成",
        "设备进场安装完成",
        "联动调试完成",
    ),
}


def entry(book: Book, made: Course, year: int, fields: dict[str, object], told: date) -> None:
    """Write one plan entry; money is planned in keeping with what is left to invest."""
    rng = book.draw(f"plan/{made.id}/{year}")
    left = max(made.invest_wan - made.invested, 0)
    share = 0.12 if fields["class"] == "开展前期" else rng.uniform(0.3, 0.6)
    invest = round(left * share / 100) * 100
    made.budgets[year] = invest
    money = {"invest_wan": invest, "invested_before_wan": made.invested}
    plan = {"project": made.id, "year": year} | fields | money
    if fields["class"] == "结转续建" and rng.random() < 0.3:  # noqa: PLR2004
        plan["schedule"] = _schedule(year, invest, rng)
    book.plan(plan, told, BUREAU)
    made.invested += round(invest * rng.uniform(0.8, 1.02))


def new_start(book: Book, made: Course, week: Week, finish: Month, told: date) -> None:
    """Plan a start to the week and a completion to the month (O24)."""
    work = "桩基础" if week.number < _LATE else "场地平整及临建"
    goal = f"{week.last.month}月底前实质性开工，年内完成{work}施工。"
    fields = {"class": "计划新开工", "start_week": week, "completion_month": finish, "goal": goal}
    entry(book, made, week.year, fields, told)


def preliminary(book: Book, made: Course, year: int, told: date) -> None:
    """Plan a year of preparation, without a week."""
    goal = "完成用地、规划和环评等前期手续，具备开工条件。"
    entry(book, made, year, {"class": "开展前期", "goal": goal}, told)


def carry_over(book: Book, made: Course, year: int, finish: Month, told: date) -> list[tuple[str, Month]]:
    """Plan a year of construction; gives its milestones and their months."""
    rng = book.draw(f"milestones/{made.id}/{year}")
    stages = _STAGES.get(made.sector, _STAGES[""])
    months = [month for month in _months(year, rng) if told < month.first and month < finish]
    rows: list[tuple[str, Month]] = []
    names: list[str] = []
    for month in months[: max(len(stages) - made.stage, 0)]:
        names.append(stages[made.stage])
        made.stage += 1
        rows.append((f"M{made.stage}", month))
    goal = _goal(names, finish, year, made.sector)
    milestones = [
        {"id": key, "name": name, "due_month": month} for (key, month), name in zip(rows, names, strict=True)
    ]
    fields = {"class": "结转续建", "completion_month": finish, "milestones": milestones, "goal": goal}
    entry(book, made, year, fields, told)
    return rows


def _months(year: int, rng: random.Random) -> list[Month]:
    start = rng.choice((3, 3, 4))
    return [Month(year, month) for month in (start, start + 3, start + 6, 12)]


def _goal(names: list[str], finish: Month, year: int, sector: str) -> str:
    if finish <= Month(year, 12):
        done = "竣工交付" if sector == "房地产" else "竣工并投产运营"
        return f"{finish.number}月底前{done}。"
    return f"年内{'、'.join(names)}。" if names else "持续推进配套工程和设备安装。"


def _schedule(year: int, invest: int, rng: random.Random) -> list[dict[str, object]]:
    """Spread a year's investment over its months: slow at the Spring Festival, the full sum at the end."""
    weights = [rng.uniform(0.5, 1.5) * (0.5 if month in {1, 2} else 1) for month in range(1, 13)]
    rows: list[dict[str, object]] = []
    for month in range(1, 13):
        sum_ = round(invest * sum(weights[:month]) / sum(weights))
        rows.append({"month": Month(year, month), "invested_ytd_wan": sum_})
    return rows


def january(book: Book, year: int) -> date:
    """Give the day a year's plan entries are handed in, a week before approval."""
    return max(date(year, 1, 13), book.span.first.first)


__all__ = ["Month", "Week", "carry_over", "entry", "january", "new_start", "preliminary"]
