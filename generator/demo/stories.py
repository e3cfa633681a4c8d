"""The written-down stories: one project, item or unit for each clause and turn of the mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.demo.meetings import Fate
from generator.demo.script import Nature, Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from generator.demo.span import Span
    from generator.demo.world import World

NEW: Nature = "计划新开工"
ON: Nature = "结转续建"
PRE: Nature = "开展前期"
_AGAIN = Script(1, NEW, week=22, lag=-3)

PROJECTS: tuple[Script, ...] = (
    # Starts (1.1): in time, early, and late within and beyond the bands.
    Script(0, NEW, week=14, lag=-1, months=14, finish=-50),
    Script(0, NEW, week=30, lag=-44, lead=0, months=20),
    Script(0, NEW, week=18, lag=-3, same_year=True, lead=1),
    Script(0, NEW, week=21, lag=17, lead=2),
    Script(0, NEW, week=17, lag=48, lead=4),
    Script(0, NEW, week=15, lag=92, lead=4),
    # A ceremony without a start (1.2), started the year after; a preliminary start (1.3).
    Script(0, NEW, week=36, lag=None, ceremony=-2, lead=7, again=Script(1, NEW, week=16, lag=-2)),
    Script(0, PRE, lag=196, lead=3, months=16),
    # Under construction (2.1, 2.2): milestones missed, finished early, finished late.
    Script(0, ON, months=22, slips=(33, -4, None), lead=9),
    Script(0, ON, months=9, finish=-52, lead=5),
    Script(0, ON, months=7, finish=41, lead=8),
    # Plans adjusted (D12): in time, too late; a milestone in time, another too late.
    Script(0, NEW, week=22, lag=40, moved=(-9, 6), lead=8),
    Script(0, NEW, week=24, lag=25, moved=(3, 4), lead=6),
    Script(0, ON, months=20, slips=(50, -3), milestone_moved=(-12, 2), lead=10),
    Script(0, ON, months=21, slips=(36, -6), milestone_moved=(5, 2), lead=0),
    # Another lead unit, another coordination office, two lead units.
    Script(0, NEW, week=26, lag=-2, new_lead=(250, 2), lead=3),
    Script(0, ON, months=26, override="KJJ", lead=11),
    Script(0, NEW, week=33, lag=-4, same_year=True, joint=4, lead=0),
    # Across the year end: a late start refunded in the next year; re-listed while already late.
    Script(0, NEW, week=50, lag=25, lead=1),
    Script(0, NEW, week=40, lag=None, lead=6, again=Script(1, NEW, week=30, lag=-45)),
    Script(0, NEW, week=46, lag=95, lead=2, again=_AGAIN),
    # Told late, told wrongly, taken back, never certified.
    Script(0, ON, months=25, slips=(-6, -9), late_entry=84, lead=4),
    Script(0, NEW, week=28, lag=-1, corrected=5, lead=9),
    Script(0, NEW, week=38, lag=19, ceremony=-30, withdrawn=True, lead=11),
    Script(1, NEW, week=25, lag=-2, certified=False, lead=5),
    # The second year: the same, fresh in the last quarters.
    Script(1, NEW, week=33, lag=-50, lead=10),
    Script(1, NEW, week=13, lag=-3, same_year=True, lead=3),
    Script(1, NEW, week=29, lag=22, lead=7),
    Script(1, NEW, week=22, lag=52, lead=1),
    Script(1, NEW, week=32, lag=None, ceremony=-3, lead=6),
    Script(1, PRE, lag=222, lead=9),
    Script(1, NEW, week=36, lag=None, lead=8),
    Script(1, NEW, week=38, lag=-2, lead=0),
    Script(1, NEW, week=40, lag=-5, lead=2),
    Script(0, ON, months=20, finish=-45, slips=(-3, -8, -11, -2), lead=1),
    Script(1, NEW, week=31, lag=None, moved=(-5, 12), lead=4),
)


class ItemLine(NamedTuple):
    """One scripted item: when and at which series of meetings, for whom, about what, with what fate."""

    quarter: int
    day: int
    series: str
    units: tuple[str, ...]
    supporting: tuple[str, ...]
    matter: int
    project: int
    fate: Fate


def items(district: World) -> Iterator[ItemLine]:
    """Give the scripted items: each tier, each way of an extension, each count of meetings."""
    streets = [street.id for street in district.streets]
    yield ItemLine(1, 20, "L2", ("XSJ",), ("ZBY",), 7, 0, Fate(30, -6))
    yield ItemLine(1, 24, "L2", ("HBJ",), (), 8, 1, Fate(25, 0))
    yield ItemLine(1, 5, "ZT", ("JSJ",), ("SYY",), 9, 2, Fate(20, 7))
    yield ItemLine(3, 8, "ZT", ("SHJ",), (), 10, 3, Fate(21, 13))
    yield ItemLine(4, 6, "L5", ("TCZ", "ZGJ"), (), 4, 4, Fate(18, 24))
    yield ItemLine(5, 4, "L3", (streets[0],), ("ZSB",), 1, 11, Fate(25, 12, extended=(-4, 20)))
    yield ItemLine(5, 10, "L5", ("JTJ",), (), 11, 5, Fate(25, 18, extended=(3, 20)))
    yield ItemLine(6, 12, "ZT", ("SHJ", "JTJ"), ("GWY",), 12, 35, Fate(20, None))
    yield ItemLine(6, 40, "L2", ("ZGJ",), (), 5, 32, Fate(30, 0))
    yield ItemLine(6, 20, "ZT", ("HBJ",), (), 8, 31, Fate(25, 3, confirmed=False))
    yield ItemLine(6, 48, "ZT", ("JSJ",), (), 9, 27, Fate(60, None))
    yield ItemLine(4, 10, "L3", ("CGZ", streets[7]), ("JSJ",), 15, 6, Fate(None, 20, again=2))
    yield ItemLine(5, 12, "L2", ("ZGJ",), ("KCY",), 6, 8, Fate(None, None, again=3))
    yield ItemLine(5, 30, "ZRB", ("SHJ",), (), 10, 29, Fate(None, None, again=4))
    yield ItemLine(3, 30, "L5", ("JTJ",), (), 11, 21, Fate(None, 28, again=1, timed_later=True))
    yield from _ties(streets)
    yield from _weakest(streets)


def _ties(streets: list[str]) -> Iterator[ItemLine]:
    """Two departments share a first seat, two streets a last one: one matter, taken up again and again."""
    for day in (4, 11, 18):
        yield ItemLine(0, day, "ZT", ("XSJ", "HBJ"), (), 8, day, Fate(21, -4))
    yield ItemLine(2, 2, "ZT", (streets[8], streets[9]), (), 1, 4, Fate(None, 12, again=5))


def _weakest(streets: list[str]) -> Iterator[ItemLine]:
    for quarter, pair in weakest(streets).items():
        for place, unit in enumerate(pair):
            project = 3 * quarter + place
            yield ItemLine(quarter, 3, "ZT", (unit,), (), 14, project, Fate(10, 24))
            yield ItemLine(
                quarter, 3, "ZT", (unit,), (), 2 + place, project + 1, Fate(12, 24 if not place else 14)
            )


def weakest(streets: list[str]) -> dict[int, tuple[str, str]]:
    """Name the two units meant to be last in each quarter (the third quarter has its tie)."""
    return {
        0: ("WLZ", streets[6]),
        1: ("GWY", "ZSB"),
        3: ("CGZ", "XSJ"),
        4: ("ZSB", streets[3]),
        5: ("KCY", "ZSB"),
        6: ("CGZ", streets[3]),
    }


def last_two(district: World) -> dict[int, tuple[str, str]]:
    """Name the last two units of each quarter that the stories bring about."""
    streets = [street.id for street in district.streets]
    return dict(sorted((weakest(streets) | {2: (streets[8], streets[9])}).items()))


def plan_number(year: int) -> str:
    """Give the 发文字号 of a year's plan."""
    return f"澄重办〔{year}〕示例2号"


def calm(span: Span, district: World) -> Callable[[date, set[str]], bool]:
    """Tell whether an item by lot would disturb the two streets' tie."""
    pair = {district.streets[8].id, district.streets[9].id}
    first, last = span.first.shift(1).first, span.first.shift(2).last

    def disturbs(day: date, parties: set[str]) -> bool:
        return first <= day <= last and bool(pair & parties)

    return disturbs


class Supervision(NamedTuple):
    """One 督办: month of the span, day, unit, matter."""

    month: int
    day: int
    unit: str
    matter: str


def supervisions(district: World) -> list[Supervision]:
    """Give the 督办: four units come to two reds, some to one, many to one yellow."""
    streets = [street.id for street in district.streets]
    lines = [
        (0, 18, "GWY", "冷链项目连续三周未报送进展，问题台账不实"),
        (2, 12, "XNY", "重点项目开工滞后且未说明原因"),
        (3, 9, "GWY", "议定事项逾期未办结，经提醒仍无进展"),
        (4, 21, "TCZ", "地块挂牌排期两次推迟"),
        (5, 11, "WAZ", "项目推进计划表未按时报批"),
        (5, 16, "GWY", "未按期开工项目整改不到位"),
        (6, 17, "WLZ", "开工计划一再推迟"),
        (7, 13, "GWY", "形象进度严重滞后，整改方案未落实"),
        (8, 5, streets[5], "施工通道长期未打通，影响项目进场"),
        (8, 22, "KCY", "续建项目节点连续两季未完成"),
        (9, 13, "XSJ", "备案变更超时限办理"),
        (10, 18, "SPY", "月报投资数据与现场不符"),
        (10, 26, "XSJ", "并联审批流程未落实，企业多次往返"),
        (11, 9, streets[2], "征收扫尾工作停滞"),
        (12, 22, "ZSB", "剩余户征收超过承诺时限"),
        (13, 10, "CGZ", "有仪式无实质进展项目未整改"),
        (13, 26, "ZSB", "净地移交再次延期"),
        (14, 11, streets[3], "场地内管线迁移无人负责"),
        (14, 20, "CGZ", "城市更新片区补偿资金拨付滞后"),
        (15, 14, "ZSB", "督办件整改报告逾期未报"),
        (15, 23, "SJQ", "周报连续缺报"),
        (16, 13, "CGZ", "未按计划完成主体结构节点"),
        (16, 20, "ZSB", "议定事项超期二十个工作日仍未办结"),
        (17, 9, streets[3], "噪声投诉处置不力致项目停工"),
        (18, 15, "CGZ", "仪式后仍未实质开工，整改承诺未兑现"),
        (18, 21, "HBJ", "总量指标落实事项逾期"),
        (19, 12, streets[3], "议定事项反复上会仍未解决"),
        (19, 19, "NSQ", "项目资金使用进度滞后"),
        (20, 14, "SYY", "问题台账更新不及时"),
        (20, 29, streets[3], "进场道路打通事项超期未办结"),
    ]
    return [Supervision(*line) for line in lines]
