"""Cut Guatu Sans (charts, headings), Guatu Song (printed text) and Guatu Title (its titles) out of Noto.

    apt-get install fonts-noto-cjk
    pip install fonttools
    python scripts/make_font.py [/usr/share/fonts/opentype/noto]

The characters are those of GB 2312 (6 763 hanzi and its symbols), ASCII, and EXTRA below.
The same source fonts and fonttools give the same bytes: no date is written.
The names change because the Open Font License keeps a font's name for its makers; the copyright line stays.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCES = Path("/usr/share/fonts/opentype/noto")
TEMPLATES = Path(__file__).parents[1] / "site_templates"

# What GB 2312 maps elsewhere or lacks: dashes, matplotlib's minus, units, and hanzi of names and places.
EXTRA = (
    "—–·•−≈≠≤≥‰℃²³㎡㎥㎞¥€©\u00a0✓⚠"
    "喆堃垚珺玥淼彧昇旻翀甯頔祎玮炜烨晔煜昉昕晟琦瑄璟璐琰琬玟珣珮堉鋆鑫犇骉燊弢赟婧妤媛嫄嫣钰钊铖锴镕"
    "翟亓仝仉逄邴郜郏鄢鄞鄯犍邛崃潼湜濛滢潆淏浠洺漷浐灞桕栟硚磙甪垾圳埗塱涌氹朏峃嵊嶂岙碶塍窵"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One font to make: out of which face of which collection, under which name, into which file."""

    family: str
    collection: str
    face: str
    target: str

    @property
    def compact(self) -> str:
        """Give the family's name without spaces."""
        return self.family.replace(" ", "")


CUTS = (
    Cut("Guatu Sans", "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "theme/fonts/GuatuSans.otf"),
    Cut("Guatu Song", "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "print/fonts/GuatuSong.otf"),
    Cut("Guatu Title", "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "print/fonts/GuatuTitle.otf"),
)


def characters() -> str:
    """Every character the fonts must hold."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    return "".join(map(chr, range(0x20, 0x7F))) + gb2312 + EXTRA


def source(path: Path, face: str) -> TTFont:
    """Find the simplified Chinese face in the collection."""
    return next(font for font in TTCollection(path, lazy=True).fonts if font["name"].getDebugName(1) == face)


def subset(font: TTFont) -> None:
    """Keep the characters asked for, without hints or alternative shapes."""
    options = Options(hinting=False, layout_features=["kern"], name_IDs=[0, 5, 8, 9, 10, 11, 12, 13, 14])
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)


def rename(font: TTFont, cut: Cut) -> None:
    """Call the font by its own name wherever a font states one."""
    full = f"{cut.compact}-Regular"
    for number, text in {1: cut.family, 2: "Regular", 3: full, 4: cut.family, 6: full}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [full]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = cut.family, cut.family
    for private in top.FDArray:
        private.FontName = cut.compact + private.FontName[private.FontName.index("-") :]


def main() -> None:
    """Write each font and say how large it is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES
    for cut in CUTS:
        target = TEMPLATES / cut.target
        font = source(folder / cut.collection, cut.face)
        subset(font)
        rename(font, cut)
        font.recalcTimestamp = False
        target.parent.mkdir(parents=True, exist_ok=True)
        font.save(target)
        missing = sorted(set(characters()) - set(map(chr, font.getBestCmap())))
        print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getBestCmap())} characters")
        if missing:
            print("not in the source font:", " ".join(missing))


if __name__ == "__main__":
    main()
