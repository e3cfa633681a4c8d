"""What people say for one thing: the interface's own word, and others by which it is searched for."""

from __future__ import annotations

from typing import Final

ALIKE: Final = (
    ("超期", "逾期", "超时", "过期"),
    ("滞后", "落后"),
    ("延期", "延迟", "推迟"),
    ("时限", "期限", "截止"),
    ("责任单位", "牵头单位", "主责单位", "项目单位", "引进单位"),
    ("分管负责人", "分管领导", "分管区领导"),
    ("投资主体", "业主", "投资方", "建设单位"),
    ("审批部门", "职能部门"),
    ("办结", "销号"),
    ("未报", "缺报", "漏报"),
    ("更正", "订正", "修正"),
    ("改动", "修改"),
    ("通报", "简报"),
    ("提请", "移送"),
    ("口径", "解读"),
    ("节点", "里程碑"),
    ("开工", "动工"),
    ("卡点", "堵点"),
    ("黄牌红牌", "黄红牌", "红黄牌"),
)
"""Each thing's words: the interface's own first, which alone stands on pages, papers and in messages.

Words of two signs are words of the full text too, found whole; longer ones it parts, so the first is asked
for.
"""
