"""One small table and its map, which pass; and for each code of G7 the change that makes them fail."""

from __future__ import annotations

from typing import NamedTuple

MAP = """\
title: 台账
document: 2026年台账
known_until: 2026-06-30
lists:
  - name: none
    entries:
      - {code: PNS, meaning: 未开始}
  - name: units
    others: refuse
    entries:
      - {code: 一局, value: YJ}
columns:
  - {name: unit_name, header: 单位, required: 是}
  - {name: name, header: 名称, required: 是}
  - {name: street, header: 街道, default: JD}
  - {name: amount, header: 金额（元）, kind: number, thousands: ",", divide: 10000, codes: none, required: 是}
  - {name: started, header: 实际开工, kind: date, formats: ["%m/%d/%Y"], codes: none}
  - {name: planned, header: 计划完成, kind: date, formats: ["%m/%d/%Y"], codes: none}
  - {name: ended, header: 实际完成, kind: date, formats: ["%m/%d/%Y"], codes: none}
derived:
  - {name: unit, take: "{unit_name}", codes: units}
  - {name: key, take: "{name}", hash: 8}
rows:
  drop_duplicates: 是
group:
  key: [name]
orders:
  - {earlier: started, later: planned}
office: ZDB
project:
  id: "XM-{key}"
  name: "{name}"
  content: "{name}"
  investor: 某公司
  sector: 工业
  investment: amount
  street: "{street}"
  lead_units: ["{unit}"]
  responsible_person: 某人
  leader: L1
points:
  - {id: ZT, name: 主体封顶, becomes: milestone_reached, planned: planned, actual: ended}
plan:
  class: 结转续建
  invest: amount
  goal: "{points}"
register:
  organisations:
    - {id: "{unit}", name: "{unit_name}", short: "{unit_name}", kind: 责任单位, scored: 是}
"""
TABLE = """\
 单 位 ,名称,街道,金额（元）,实际开工,计划完成,实际完成
一局,甲厂,JD,"120,000,000.00",1/5/2026,5/31/2026,6/2/2026
一局,乙厂,JD,90000,PNS,PNS,
"""


class Example(NamedTuple):
    """What to replace in the map or the table (old, new), and the one line that must come of it."""

    code: str
    change: tuple[str, str]
    line: str
    base: str = "table"


EXAMPLES = (
    Example("G701", ("甲厂", "\udcff甲厂"), "t.csv:1:1: G701 按对照表写的编码（utf-8-sig）都读不出这个文件"),
    Example("G702", ("一局,乙厂", '一局,"乙厂"x'), "t.csv:3:1: G702 CSV 从这一行起读不懂"),
    Example("G705", ("计划完成", "计划"), "t.csv:1:1: G705 表头里没有“计划完成”这一列"),
    Example("G706", ("街道", "名 称"), "t.csv:1:3: G706 表头“名称”有两列，B1 和 C1"),
    Example("G707", ('"120,000,000.00"', "120,000,000.00"), "t.csv:2:1: G707 这一行有 9 格，表头有 7 格"),
    Example("G708", (TABLE.split("\n", 1)[1], ""), "t.csv:1:1: G708 表头以下没有任何一行"),
    Example(
        "G710", ("5/31/2026", "IEH"), "t.csv:2:计划完成(F2): G710 “IEH”不是对照表所写的日期形式（%m/%d/%Y）"
    ),
    Example("G711", ("5/31/2026", "31/5/2026"), "t.csv:2:计划完成(F2): G711 “31/5/2026”按 %m/%d/%Y 读，没有"),
    Example("G712", ("90000", "约九万"), "t.csv:3:金额（元）(D3): G712 “约九万”不是数"),
    Example("G713", ("乙厂", ""), "t.csv:3:名称(B3): G713 这一格必须有值"),
    Example("G714", ("一局,乙厂", "二局,乙厂"), "t.csv:3:单 位(A3): G714 “二局”不在对照表的代码表 units 里"),
    Example(
        "G715",
        ("乙厂", "乙\u200b厂"),
        "t.csv:3:名称(B3): G715 这一格里有看不见或易混的字符 U+200B，已按“乙厂”读",
    ),
    Example("G716", ("乙厂", "NULL"), "t.csv:3:名称(B3): G716 “NULL”像是“没有值”的写法"),
    Example(
        "G717",
        ("乙厂,JD", "甲厂,JD-B"),
        "t.csv:3:街道(C3): G717 同一个项目各行的“街道”不一样：这里是“JD-B”，C2 是“JD”",
    ),
    Example(
        "G718",
        ('take: "{name}", hash', 'take: "{street}", hash'),
        "t.csv:3:街道(C3): G718 项目编号 XM-",
        "map",
    ),
    Example(
        "G719",
        ("1/5/2026", "6/1/2026"),
        "t.csv:2:计划完成(F2): G719 计划完成（2026-05-31）早于实际开工（2026-06-01）",
    ),
    Example(
        "G720",
        ("6/2/2026", "7/2/2026"),
        "t.csv:2:实际完成(G2): G720 实际发生的日期 2026-07-02 晚于本表的截止日",
    ),
    Example(
        "G721",
        ("5/31/2026", "PNS"),
        "t.csv:2:实际完成(G2): G721 有实际完成的日期，却没有计划：节点“主体封顶”",
    ),
    Example(
        "G722",
        ('{id: "{unit}", name: "{unit_name}"', '{id: "{unit}", name: "{name}"'),
        "t.csv:3:单 位(A3): G722 名册里的 YJ 有两种写法：这里是“乙厂”，A2 是“甲厂”",
        "map",
    ),
    Example("G731", ("{name}", "{nmae}"), "m.yml:", "map"),
    Example("G732", ("{name: street,", "{name: name,"), "m.yml:15:5: G732 名称“name”用了两次", "map"),
    Example("G733", ("%m/%d/%Y", "%d %b %Y"), "m.yml:17:57: G733 日期形式“%d %b %Y”看不懂", "map"),
    Example(
        "G734",
        (', formats: ["%m/%d/%Y"], codes: none}', "}"),
        "m.yml:17:5: G734 写了“kind: date”，还要写“formats”",
        "map",
    ),
    Example(
        "G735",
        ("investment: amount", "investment: name"),
        "m.yml:36:15: G735 这里要用number的列，“name”是 text",
        "map",
    ),
    Example(
        "G736",
        ("office: ZDB", "office: ZDB\ncopies:\n  - {file: a.yml, to: ../a.yml}"),
        "m.yml:31:23: G736 “../a.yml”不是计分规则或工作日历的位置",
        "map",
    ),
)
# Told by the reader of workbooks and by the command; tested there.
ELSEWHERE = {"G703", "G704", "G709", "G737", "G741"}
