"""Formats of cells, each made once, and how wide and high cells are."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from generator.outputs.office.legible import breadth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.outputs.papers.sheet import Size

SONG, HEI, TITLE = "宋体", "黑体", "方正小标宋简体"
TEXT = 10
CHARACTER, PADDING = 13.4, 9
LINE, SPARE = 13.5, 4.5
HIGHEST = 405.0
A3, A4 = 8, 9
PAGE = {"A4": 1005, "A4横": 1005, "A3横": 1470}
"""Pixels between the margins of a landscape page."""
FORMULA = ("=", "+", "-", "@")
"""How text begins that a spreadsheet takes for a formula once somebody edits it."""
GROWTH, LEAST = 1.6, 560


class Styles:
    """Makes formats for one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._looks: dict[int, dict[str, Any]] = {}

    def of(self, **properties: Any) -> Format:  # noqa: ANN401 - whatever xlsxwriter names
        """Give the format with these properties over those of all cells."""
        whole = {"font_name": SONG, "font_size": TEXT, "valign": "vcenter", "text_wrap": True, **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
            self._looks[id(self._made[key])] = whole
        return self._made[key]

    def literal(self, text: str, style: Format) -> Format:
        """Give the style under which text stays text when its cell is edited, too."""
        if not text.startswith(FORMULA):
            return style
        return self.of(**{**self._looks[id(style)], "quote_prefix": True})


def pixels(widths: Iterable[float], size: Size) -> list[int]:
    """Give columns of so many characters their pixels; a narrow table grows towards the page's width."""
    plain = [width * CHARACTER + PADDING for width in widths]
    whole = sum(plain) or 1.0
    growth = max(min(PAGE[size] / whole, GROWTH), LEAST / whole, 1.0)
    return [round(width * growth) for width in plain]


def height(text: str, wide: float, size: float = TEXT) -> float:
    """Estimate the points a wrapped text needs in a cell so many pixels wide."""
    room = max((wide - PADDING) / (CHARACTER * size / TEXT), 1)
    lines = sum(max(ceil(breadth(line) / room), 1) for line in text.split("\n"))
    return min(lines * LINE * size / TEXT + SPARE, HIGHEST)


def page(sheet: Worksheet, size: Size) -> None:
    """Set up a landscape page, one page wide, with its number at the foot."""
    sheet.set_landscape()
    frame(sheet, A3 if size == "A3横" else A4)


def frame(sheet: Worksheet, paper: int = A4) -> None:
    """Set up what every page has: paper, margins, one page wide, number at the foot."""
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.55, right=0.55, top=0.7, bottom=0.75)
    sheet.set_footer('&C&"宋体"&10第 &P 页 共 &N 页')
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
