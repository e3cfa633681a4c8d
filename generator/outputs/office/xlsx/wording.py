"""The worksheet of words, 说明: what stands between the tables, in the paper's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.legible import legible
from generator.outputs.office.xlsx.cells import LONGEST, rates
from generator.outputs.office.xlsx.contents import Part
from generator.outputs.office.xlsx.ratios import Found
from generator.outputs.office.xlsx.styles import HEI, TITLE, frame, height
from generator.outputs.papers.sheet import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from generator.outputs.office.xlsx.contents import Content
    from generator.outputs.office.xlsx.styles import Styles
    from generator.outputs.papers.sheet import Paper, Value

WIDE = 560
Said = tuple[tuple["Value", ...], dict[str, object]]


def write_words(sheet: Worksheet, paper: Paper, shown: Sequence[Content], styles: Styles) -> list[Found]:
    """Write a paper's words, one paragraph a row, and give the rates among them."""
    frame(sheet)
    sheet.set_portrait()
    sheet.set_column_pixels(0, 0, WIDE)
    found = []
    row = 0
    for row, (runs, look) in enumerate(_said(paper, shown)):
        text = legible("".join(printed(run) for run in runs), LONGEST)
        sheet.write_string(row, 0, text, styles.literal(text, styles.of(**look)))
        size = look.get("font_size", 11)
        sheet.set_row(row, height(text, WIDE, size if isinstance(size, (int, float)) else 11) + 3)
        found += [Found(sheet.get_name(), row, 0, rate) for run in runs for rate in rates(run)]
    sheet.print_area(0, 0, row, 0)
    return found


def _said(paper: Paper, shown: Sequence[Content]) -> Iterator[Said]:
    yield (paper.title,), {"font_name": TITLE, "font_size": 18, "align": "center"}
    yield (state(paper),), {"font_size": 9}
    for line in paper.lead:
        yield line.runs, {"font_size": 11}
    if paper.addressed:
        yield (paper.addressed,), {"font_size": 11}
    for one in shown:
        if isinstance(one, Part):
            yield (f"（表见工作表“{one.sheet}”）",), {"font_size": 9, "indent": 2}
        elif one.level:
            yield one.runs, {"font_size": 12, "font_name": HEI}
        else:
            yield one.runs, {"font_size": 9 if one.note else 11, "indent": 2}
    if paper.sign:
        yield (paper.sign,), {"font_size": 11, "align": "right"}
        yield (paper.dated,), {"font_size": 11, "align": "right"}
    if paper.copies:
        yield (f"抄送：{'，'.join(paper.copies)}",), {"font_size": 11}


def state(paper: Paper) -> str:
    """Say whether the paper was sent out, by its number, and of which day its data is."""
    return f"{paper.imprint.number if paper.imprint else '系统生成稿'}　{paper.drawn_from}"
