"""The typefaces of GB/T 9704-2012, by name only, with what stands in for each; none is embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.docx.nodes import node

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TITLE = "方正小标宋简体"
BLACK = "黑体"
KAI = "楷体_GB2312"
FANG = "仿宋_GB2312"
SONG = "宋体"
LATIN = "Times New Roman"

STAND_IN = {
    TITLE: "FZXiaoBiaoSong-B05S,SimSun,宋体",
    BLACK: "SimHei,STHeiti",
    KAI: "KaiTi,楷体,STKaiti",
    FANG: "FangSong,仿宋,STFangsong",
    SONG: "SimSun,STSong",
}
"""What is taken where a font is not installed, in this order."""

RED = "FF0000"
BLACK_INK = "000000"


def fonts(chinese: str, latin: str = LATIN) -> BaseOxmlElement:
    """Name the font of both scripts."""
    return node("rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin)


def size(half_points: int) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Set the size of letters, in half points as Word counts."""
    return node("sz", val=half_points), node("szCs", val=half_points)


def table() -> BaseOxmlElement:
    """List the fonts used, each with its stand-ins (fontTable.xml)."""
    listed = node("fonts")
    for name, others in STAND_IN.items():
        listed.append(
            node(
                "font",
                node("altName", val=others),
                node("charset", val="86"),
                node("family", val="auto"),
                node("pitch", val="variable"),
                name=name,
            ),
        )
    listed.append(node("font", node("charset", val="00"), node("family", val="roman"), name=LATIN))
    return listed
