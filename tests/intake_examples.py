"""One small table and its map, which pass; and for each code of G7 the files that fail, and what is said."""

from __future__ import annotations

from pathlib import Path

TABLES = Path(__file__).parent / "tables"
MAP = (TABLES / "base" / "m.yml").read_text(encoding="utf-8")
TABLE = (TABLES / "base" / "t.csv").read_text(encoding="utf-8")
LINES = {
    "G701": "t.csv:1:1: G701 按对照表写的编码（utf-8-sig）都读不出这个文件",
    "G702": "t.csv:3:1: G702 CSV 从这一行起读不懂",
    "G705": "t.csv:1:1: G705 表头里没有“计划完成”这一列",
    "G706": "t.csv:1:3: G706 表头“名称”有两列，B1 和 C1",
    "G707": "t.csv:2:1: G707 这一行有 9 格，表头有 7 格",
    "G708": "t.csv:1:1: G708 表头以下没有任何一行",
    "G710": "t.csv:2:计划完成(F2): G710 “IEH”不是对照表所写的日期形式（%m/%d/%Y）",
    "G711": "t.csv:2:计划完成(F2): G711 “31/5/2026”按 %m/%d/%Y 读，没有",
    "G712": "t.csv:3:金额（元）(D3): G712 “约九万”不是数，",
    "G713": "t.csv:3:名称(B3): G713 这一格必须有值",
    "G714": "t.csv:3:单 位(A3): G714 “二局”不在对照表的代码表 units 里",
    "G715": "t.csv:3:名称(B3): G715 这一格里有看不见或易混的字符 U+200B，已按“乙厂”读",
    "G716": "t.csv:3:名称(B3): G716 “NULL”像是“没有值”的写法",
    "G717": "t.csv:3:街道(C3): G717 同一个项目各行的“街道”不一样：这里是“JD-B”，C2 是“JD”",
    "G718": "t.csv:3:街道(C3): G718 项目编号 XM-",
    "G719": "t.csv:2:计划完成(F2): G719 计划完成（2026-05-31）早于实际开工（2026-06-01）",
    "G720": "t.csv:2:实际完成(G2): G720 实际发生的日期 2026-07-02 晚于本表的截至日",
    "G721": "t.csv:2:实际完成(G2): G721 有实际完成的日期，却没有计划：节点“主体封顶”",
    "G722": "t.csv:3:单 位(A3): G722 名册里的 YJ 有两种写法：这里是“乙厂”，A2 是“甲厂”",
    "G729": 't.csv:1:1: G729 各列像是用分号分隔的，对照表写的是用逗号 — 在对照表里写 delimiter: ";"',
    "G731": "m.yml:",
    "G732": "m.yml:15:5: G732 名称“name”用了两次",
    "G733": "m.yml:17:57: G733 日期形式“%d %b %Y”看不懂，或不足以确定一个日期 — ",
    "G734": "m.yml:17:5: G734 写了“kind: date”，还要写“formats”",
    "G735": "m.yml:36:15: G735 这里要用number的列，“name”是 text",
    "G736": "m.yml:31:23: G736 “../a.yml”不是计分规则或工作日历的位置",
    "G739": "m.yml:16:73: G739 除以（divide）“万”不是数 — 这里是换算的倍数，只写数字",
    "G742": "t.csv:3:名称(B3): G742 第 3 行与第 2 行是同一个项目：名称都是“甲厂” — 重复的删去；",
    "G743": "t.csv:3:单 位(A3): G743 “单 位”没有合并的空格 1 个，照上面一行取了：A3“一局” — ",
    "G744": "t.csv:2:计划完成(F2): G744 “2026.1”可能是1月，也可能是10月：数字末尾的零存不住 — 写成",
    "G747": "t.csv:3:计划完成(F3): G747 这一行的“计划完成”空着（或没有值），本年目标（goal）无从写起",
    "G753": "t.csv:1:1: G753 这个文件是空的，什么也没有 — 核对是不是这个文件",
    "G754": "t.csv:3:名称(B3): G754 “乙<U+E000>”里有自造的字 U+E000，换一台电脑就不知道是什么字 — ",
    "G755": "m.yml:16:73: G755 divide 写成“0”，这一列的数都会读错 — times、divide 是大于零的倍数",
    "G749": "t.csv:3:名称(B3): G749 “全区合计（1个）”像是合计行，照上面一行取了值就成了项目 — ",
}
# Told by the reader of workbooks and by the command; tested there.
TOLD = "G703 G704 G709 G723 G724 G725 G726 G727 G728 G737 G738 G741 G745 G746 G748 G750 G751 G752"
ELSEWHERE = frozenset(TOLD.split())
AGAIN = {"G790", "G791", "G792", "G793", "G794"}
"""Told of what is there already (test_import_again.py)."""


def failing(code: str) -> tuple[bytes, bytes]:
    """Give the map and the table of a code's failing example."""
    folder = TABLES / code / "bad"
    names = ("m.yml", "t.csv")
    found = (folder / name if (folder / name).exists() else TABLES / "base" / name for name in names)
    made, table = (path.read_bytes() for path in found)
    return made, table
