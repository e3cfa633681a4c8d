"""One edition of the scoring rules: every figure and reading with its clause (附件3, 四, 五; D1–D28)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.records.model.projects import Programme, Sector
from generator.records.model.types import Count, Day, Flag, Line, Money, Part, Points, Positive, Record, Text


class Scope(Part):
    """Which projects the mechanism takes in (O2: 亿元以上)."""

    min_investment_wan: Money = Field(title="总投资下限（万元，含）")


class Category(Part):
    """One category of 附件3: base, weight and limits (D1, D2, D3)."""

    id: Literal["1", "2", "3"] = Field(title="类别")
    name: Line = Field(title="考评内容")
    base: Points = Field(title="基础分")
    weight: Points = Field(title="权重", description="0.40 即 40%")
    floor: Points | None = Field(default=None, title="最低分", description="扣完为止；不设的不写")
    cap: Points | None = Field(default=None, title="最高分", description="不设的不写")


class Rule(Part):
    """What every rule of points has: its clause and category, and its words for readers."""

    clause: Line = Field(title="条款", description="附件3的编号，例如 1.1(1)")
    category: Literal["1", "2", "3"] = Field(title="类别")
    reading: Line = Field(title="口径", description="一句话说明怎样计算")


class MissedStart(Rule):
    """1.1(1): a planned new start after its week (D5, D6)."""

    kind: Literal["missed_start"]
    points: Points = Field(title="分值")
    recurring: Flag = Field(
        title="逐季重复扣分", description="否：一个项目扣一次；是：其后每季末仍未开工再扣"
    )


class EarlyStart(Rule):
    """1.1(2): a planned new start at least so many months before its week (D9)."""

    kind: Literal["early_start"]
    points: Points = Field(title="分值")
    months: Positive = Field(title="至少提前几个月")


class Band(Part):
    """Points for a start within so many months after the deadline."""

    within_months: Count = Field(title="延期不超过几个月")
    points: Points = Field(title="分值")


class LateStart(Rule):
    """1.1(3): a late start made good within bands of months (D7, D8)."""

    kind: Literal["late_start"]
    mode: Literal["add_back", "replace"] = Field(
        title="返还方式", description="add_back 加回；replace 取代扣分"
    )
    measure: Literal["rolling", "calendar_month"] = Field(title="月数算法", description="rolling 按对应日")
    bands: tuple[Band, ...] = Field(min_length=1, title="分档")


class EmptyCeremony(Rule):
    """1.2: a ceremony without a substantive start by the quarter's last day (D13)."""

    kind: Literal["empty_ceremony"]
    points: Points = Field(title="分值")
    grace_days: Count = Field(title="宽限天数", description="仪式后满这些天的那一季季末检查")


class PreliminaryStart(Rule):
    """1.3: a preliminary project starts inside its plan year (D10)."""

    kind: Literal["preliminary_start"]
    points: Points = Field(title="分值")


class SameYearStart(Rule):
    """1.4: signed and started in the same calendar year (D11)."""

    kind: Literal["same_year_start"]
    points: Points = Field(title="分值")


class MissedProgress(Rule):
    """2.1: a carry-over project misses a milestone or its completion month (D14, D15)."""

    kind: Literal["missed_progress"]
    points: Points = Field(title="分值")
    max_per_quarter: Positive = Field(title="每项目每季最多几次")
    test: Literal["deadline", "quarter_end_status"] = Field(title="检查时点")


class EarlyCompletion(Rule):
    """2.2: a carry-over project commissioned before its planned month (D16)."""

    kind: Literal["early_completion"]
    points: Points = Field(title="分值")


class OverdueStep(Part):
    """One tier of lateness."""

    days: Positive = Field(title="超期几个工作日")
    points: Points = Field(title="累计扣分")


class OverdueItem(Rule):
    """3.1: a timed item overdue by tiers (D18, D19, D21, D22)."""

    kind: Literal["overdue_item"]
    steps: tuple[OverdueStep, ...] = Field(min_length=1, title="超期分档")
    mode: Literal["highest", "cumulative"] = Field(title="分档关系", description="highest 取最高一档")
    charge_supporting: Flag = Field(title="配合单位是否同扣")


class EarlyItem(Rule):
    """3.1: a timed item closed before its due date (D20)."""

    kind: Literal["early_item"]
    points: Points = Field(title="分值")
    charge_supporting: Flag = Field(title="配合单位是否同加")


class RepeatedItem(Rule):
    """3.2: an untimed item discussed again and again at one level (D23)."""

    kind: Literal["repeated_item"]
    points: Points = Field(title="每次分值")
    from_nth: Positive = Field(title="从第几次上会起")
    level: Literal["same", "any"] = Field(title="层级", description="same 同一层级分别计次；any 合并计次")
    count_all_from_first: Flag = Field(title="追扣此前各次")


PointRule = Annotated[
    MissedStart
    | EarlyStart
    | LateStart
    | EmptyCeremony
    | PreliminaryStart
    | SameYearStart
    | MissedProgress
    | EarlyCompletion
    | OverdueItem
    | EarlyItem
    | RepeatedItem,
    Field(discriminator="kind"),
]


class Cards(Part):
    """The ladder of cards (四(二), 五; D24)."""

    window: Literal["calendar_year", "all_time"] = Field(title="计数期间")
    red_from_yellow: Positive = Field(title="几张黄牌转红牌")
    red_mode: Literal["pairs", "every_further_yellow"] = Field(title="转换方式")
    referral_from_red: Positive = Field(title="几张红牌提请问责")


class Adjustments(Part):
    """What cards and seats do to the total (附件3之4; D25)."""

    most_yellow: Points = Field(title="4.1 黄牌最多")
    most_yellow_min: Positive = Field(title="4.1 至少几张")
    red: Points = Field(title="4.2 每张红牌")
    first_seat: Points = Field(title="4.4 首位席")
    last_seat: Points = Field(title="4.4 末位席")
    fourth_quarter: Literal["carry_and_own", "own_only"] = Field(title="第四季度", description="D25")


class Ranking(Part):
    """How units are ordered, and who must hand in 整改报告 (四(三); D26)."""

    groups: Flag = Field(title="是否分组排名")
    by: Literal["total", "base_total"] = Field(title="席位依据")
    rectification_bottom: Positive = Field(title="末几位整改")


class Annual(Part):
    """四(四): the year's mean in the performance review (D26)."""

    factor_numerator: Positive = Field(title="折算分子")
    factor_denominator: Positive = Field(title="折算分母")
    bonus_cap: Points = Field(title="奖励加分上限")


class RouteTest(Part):
    """A condition of routing; exactly one of the three is given."""

    programme: Programme | None = Field(default=None, title="专项")
    investment_wan_at_least: Money | None = Field(default=None, title="总投资不低于（万元）")
    sector_in: tuple[Sector, ...] = Field(default=(), title="行业")


class Route(Part):
    """One line of 三层五线: projects that meet the condition go to this office (D27)."""

    when: RouteTest = Field(title="条件")
    office: Line = Field(title="综合协调办", description="单位全称或编号")


class Original(Part):
    """A clause of 附件3 in its own words."""

    clause: Line = Field(title="条款", description="附件3的编号，例如 1.1(1)、4.2")
    words: Text = Field(title="原文", description="照抄，一字不改")


class Policy(Record):
    """One edition of the regulation's figures and readings, in force from the day in its file name."""

    id: Line = Field(title="版本编号")
    title: Line = Field(title="名称")
    source: Line = Field(title="依据")
    effective_from: Day = Field(title="施行日期", description="与文件名相同")
    scope: Scope = Field(title="适用范围")
    working_days: Literal["working", "natural"] = Field(title="工作日口径", description="D17")
    due_shift: Literal["next_workday", "none"] = Field(title="时限遇休息日", description="D22")
    start_means: Literal["substantive", "ceremony_or_substantive"] = Field(
        title="开工口径", description="D13"
    )
    stacking: Literal["all", "highest_only"] = Field(title="加分是否叠加", description="D11")
    no_item: Literal["keep_base", "reweight"] = Field(title="本类无事项", description="D3")
    categories: tuple[Category, ...] = Field(min_length=3, max_length=3, title="分类")
    rules: tuple[PointRule, ...] = Field(min_length=1, title="计分规则")
    cards: Cards = Field(title="黄牌红牌")
    adjustments: Adjustments = Field(title="其它情况加扣分")
    ranking: Ranking = Field(title="排名")
    annual: Annual = Field(title="年度考核")
    routing: tuple[Route, ...] = Field(min_length=1, title="三层五线归口")
    original: tuple[Original, ...] = Field(
        default=(), max_length=50, title="附件3原文", description="印在计分口径页上，供核对口径"
    )


def in_force(editions: Mapping[date, Policy], day: date) -> Policy | None:
    """Give the newest edition that took effect by a day, the oldest before all of them; None without any.

    `editions` is keyed by the day each takes effect.
    """
    past = [effective for effective in editions if effective <= day]
    first = max(past) if past else min(editions, default=None)
    return None if first is None else editions[first]
