"""The map of a table: its columns, code lists and constants, and what each becomes among our records."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.records.model.organisations import Kind  # noqa: TC001 - pydantic reads it at run time
from generator.records.model.types import Day, Factor, Flag, Id, Line, Part, Positive, Record, Text

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
ColumnKind = Literal["text", "date", "month", "week", "number"]
Deed = Literal["substantive_start", "milestone_reached", "completed", "commissioned"]
_FORM = "文字里的 {列名} 换成那一列的值；其中一列没有值，整项就没有值"


class Entry(Part):
    """One code: what it is replaced by, or (without `value`) that there is no value."""

    code: Line = Field(title="表里的写法")
    value: Line | None = Field(default=None, title="换成", description="不写，即表示这一格没有值")
    meaning: Line | None = Field(default=None, title="含义", description="给人看的说明")


class CodeList(Part):
    """Codes that stand in cells instead of plain values."""

    name: Name = Field(title="代码表名称")
    others: Literal["keep", "refuse"] = Field(
        default="keep", title="表外的值", description="keep 照常读；refuse 报错"
    )
    entries: tuple[Entry, ...] = Field(min_length=1, title="代码")


class Unit(Part):
    """A unit written after a number, and its factor."""

    suffix: Line = Field(title="单位", description="例如 亿元")
    times: Factor = Field(title="乘以", description="例如 10000")


class Column(Part):
    """One column read from the table, under a name of our own."""

    name: Name = Field(title="列名", description="下文用的英文名称")
    header: Line = Field(title="表头", description="空格、换行和全角半角不计")
    kind: ColumnKind = Field(default="text", title="种类")
    codes: Name | None = Field(default=None, title="代码表")
    required: Flag = Field(default=False, title="必须有值")
    default: Line | None = Field(default=None, title="空着时的值")
    fill_down: Flag = Field(
        default=False,
        title="空着时同上一行",
        description="合并单元格写“是”；不是合并的空格照上一行取，并提示",
    )
    formats: tuple[Line, ...] = Field(
        default=(), title="日期形式", description="%Y 年 %m 月 %d 日；%G 年 %V 周；自上而下取第一个相符的"
    )
    thousands: Line | None = Field(default=None, title="千分位符号", description="通常是英文逗号")
    times: Factor | None = Field(default=None, title="乘以", description="换算成万元，例如亿元写 10000")
    divide: Factor | None = Field(default=None, title="除以", description="例如元写 10000")
    places: Literal["0", "1", "2", "3", "4"] = Field(
        default="4", title="小数位数", description="四舍五入到几位"
    )
    units: tuple[Unit, ...] = Field(default=(), title="格内单位", description="写明单位的不再乘除")


class Derived(Part):
    """A value made from columns: filled in, cut, translated, padded, hashed, in this order."""

    name: Name = Field(title="列名")
    take: Line = Field(title="取", description=_FORM)
    first: Positive | None = Field(default=None, title="只取前几个字符")
    codes: Name | None = Field(default=None, title="按代码表换", description="表外的值报错")
    pad: Positive | None = Field(default=None, title="左边补零到几位")
    hash: Positive | None = Field(
        default=None, title="取散列", description="SHA-256 的前几位，大写；内容相同则编号相同"
    )
    form: Line | None = Field(default=None, title="写成", description="含一处 {}，例如 D{}")


class Condition(Part):
    """Rows to leave out: with one of these texts in a column, or with nothing in any of some columns."""

    column: Name | None = Field(default=None, title="列名")
    among: tuple[Line, ...] = Field(default=(), title="值", description="这一列写着其中之一的行")
    blank: tuple[Name, ...] = Field(
        default=(), title="空着的列", description="这几列都空着的行，例如表下的注；合并单元格按原样看"
    )
    reason: Line = Field(title="理由", description="写进导入结果")


class Rows(Part):
    """Which rows are taken."""

    drop_duplicates: Flag = Field(default=False, title="去掉完全相同的行")
    leave_out: tuple[Condition, ...] = Field(default=(), title="不取的行")


class Phase(Part):
    """One row of a project, known by the value in the phase column."""

    id: Id = Field(title="阶段")
    values: tuple[Line, ...] = Field(min_length=1, title="阶段列里的写法")


class Group(Part):
    """Which rows make one project: one row, or with phases exactly one for each."""

    key: tuple[Name, ...] = Field(
        min_length=1, title="同一项目的列", description="不分阶段的，一个项目只有一行"
    )
    phase_column: Name | None = Field(default=None, title="阶段列")
    phases: tuple[Phase, ...] = Field(default=(), title="阶段", description="每个阶段恰好一行的才取")


class Order(Part):
    """Two dates of a row that should not be the wrong way round."""

    earlier: Name = Field(title="应早的列")
    later: Name = Field(title="应晚的列")


class Projects(Part):
    """A project's stable facts."""

    id: Line = Field(title="项目编号", description=_FORM)
    name: Line = Field(title="项目名称", description=_FORM)
    content: Text = Field(title="建设内容及规模", description=_FORM)
    investor: Line = Field(title="投资主体", description=_FORM)
    sector: Line = Field(title="行业", description=_FORM)
    programme: Line | None = Field(default=None, title="专项", description=_FORM)
    investment: Name = Field(title="总投资的列", description="各行相加，单位万元")
    land: Line | None = Field(default=None, title="用地", description=_FORM)
    street: Line = Field(title="所在街道", description=_FORM)
    address: Line | None = Field(default=None, title="地址", description=_FORM)
    lead_units: tuple[Line, ...] = Field(min_length=1, max_length=5, title="责任单位", description=_FORM)
    responsible_person: Line = Field(title="责任人", description=_FORM)
    leader: Line = Field(title="分管负责人", description=_FORM)
    signed: Line | None = Field(default=None, title="签约日期", description=_FORM)


class Point(Part):
    """One promise and its deed: the planned and the actual column, and the kind of event."""

    id: Id = Field(title="节点编号")
    name: Line = Field(title="节点名称")
    phase: Id | None = Field(default=None, title="阶段", description="取哪一行；一行一个项目的不写")
    becomes: Deed = Field(title="事件种类", description="实际日期写成哪种事件")
    planned: Name | None = Field(default=None, title="计划列")
    actual: Name | None = Field(default=None, title="实际列")
    certified: Flag = Field(default=False, title="同时写认定", description="开工、完工投产经认定才算数")


class Approval(Part):
    """The act that makes a year's plan binding."""

    month_day: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")] = Field(
        default="01-01", title="批准的月日"
    )
    document: Line = Field(title="批准文件")


class Plans(Part):
    """The yearly entries; without `year`, one for each year in which something is planned."""

    year: Line | None = Field(default=None, title="计划年度", description="不写则按各节点的计划年份分年")
    class_: Line = Field(alias="class", title="性质", description=_FORM)
    invest: Name = Field(title="本年计划投资的列", description="本年有节点的各行相加")
    invested_before: Name | None = Field(
        default=None, title="至上年底累计的列", description="不写则为以前年度各行本年计划投资之和"
    )
    goal: Text = Field(title="本年目标", description=_FORM + "；{points} 是本年到期的各节点")
    approval: Approval | None = Field(default=None, title="年度计划批准")


class OrganisationForm(Part):
    """Organisations of one sort: one for constants, one for each value where columns are used."""

    id: Line = Field(title="单位编号", description=_FORM)
    name: Line = Field(title="单位全称", description=_FORM)
    short: Line = Field(title="单位简称", description=_FORM)
    kind: Kind = Field(title="单位性质")
    scored: Flag = Field(title="是否参加考评")


class PersonForm(Part):
    """People of one sort."""

    id: Line = Field(title="人员编号", description=_FORM)
    name: Line = Field(title="姓名", description=_FORM)
    organisation: Line = Field(title="所在单位", description=_FORM)
    post: Line = Field(title="职务", description=_FORM)


class LeaderForm(Part):
    """Leaders of one sort."""

    id: Line = Field(title="分管负责人编号", description=_FORM)
    person: Line = Field(title="人员", description=_FORM)
    offices: tuple[Line, ...] = Field(default=(), title="分管的综合协调办", description=_FORM)


class Register(Part):
    """The organisations, people and leaders the files refer to."""

    organisations: tuple[OrganisationForm, ...] = Field(default=(), title="单位")
    people: tuple[PersonForm, ...] = Field(default=(), title="人员")
    leaders: tuple[LeaderForm, ...] = Field(default=(), title="分管负责人")


class Copy(Part):
    """A policy or calendar that goes with the map; of a folder, every `.yml` in it."""

    file: Line = Field(title="文件", description="从对照表所在的文件夹算起")
    to: Line = Field(title="放到", description="例如 data/policy/2019-03-11.yml；文件夹放到 data/calendar")


class TableMap(Record):
    """How the rows of one kind of table become projects, plans and events."""

    title: Line = Field(title="名称")
    document: Line = Field(title="依据文件", description="写进每个事件")
    encodings: tuple[Literal["utf-8", "utf-8-sig", "gb18030"], ...] = Field(
        default=("utf-8-sig",), title="CSV 编码", description="依次试读；gb18030 放最后"
    )
    delimiter: Literal[",", ";", "|", "tab"] = Field(default=",", title="CSV 分隔符")
    sheet: Line | None = Field(
        default=None, title="工作表", description="不写则取第一张，第一张是空的取唯一有内容的"
    )
    header_row: Positive = Field(default=1, title="表头在第几行")
    header_rows: Positive = Field(
        default=1, title="表头有几行", description="合并的两行表头写 2；header 写下面一行，或“上一行/下一行”"
    )
    known_until: Day | None = Field(default=None, title="截至日", description="实际日期晚于此日的报错")
    lists: tuple[CodeList, ...] = Field(default=(), title="代码表")
    columns: tuple[Column, ...] = Field(min_length=1, title="列")
    derived: tuple[Derived, ...] = Field(default=(), title="由列得出的值")
    rows: Rows = Field(default=Rows(), title="取哪些行")
    group: Group = Field(title="哪些行是一个项目")
    orders: tuple[Order, ...] = Field(default=(), title="先后核对")
    office: Id = Field(title="认定单位", description="写认定和计划批准的区重大项目办的编号")
    project: Projects = Field(title="项目")
    points: tuple[Point, ...] = Field(default=(), title="节点")
    plan: Plans | None = Field(default=None, title="年度计划")
    register_: Register = Field(default=Register(), alias="register", title="名册")
    copies: tuple[Copy, ...] = Field(default=(), title="一并放入的文件")
