"""Cut Guatu Sans, the font of every chart, out of Noto Sans CJK SC.

    apt-get install fonts-noto-cjk
    pip install fonttools
    python scripts/make_font.py [NotoSansCJK-Regular.ttc]

The characters are those of GB 2312 (6 763 hanzi and its symbols), ASCII, and EXTRA below.
The same source font and fonttools give the same bytes: no date is written.
The names change because the Open Font License keeps a font's name for its makers; the copyright line stays.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Guatu Sans"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).parents[1] / "site_templates/theme/fonts/GuatuSans.otf"

# What GB 2312 maps elsewhere or lacks: dashes, matplotlib's minus, units, and hanzi of names and places.
EXTRA = (
    "—–·•−≈≠≤≥‰℃²³㎡㎥㎞¥€©\u00a0✓⚠"
    "喆堃垚珺玥淼彧昇旻翀甯頔祎玮炜烨晔煜昉昕晟琦瑄璟璐琰琬玟珣珮堉鋆鑫犇骉燊弢赟婧妤媛嫄嫣钰钊铖锴镕"
    "翟亓仝仉逄邴郜郏鄢鄞鄯犍邛崃潼湜濛滢潆淏浠洺漷浐灞桕栟硚磙甪垾圳埗塱涌氹朏峃嵊嶂岙碶塍窵"
)


def characters() -> str:
    """Every character the font must hold."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    return "".join(map(chr, range(0x20, 0x7F))) + gb2312 + EXTRA


def source(path: Path) -> TTFont:
    """Find the simplified Chinese face in the collection."""
    faces = TTCollection(path, lazy=True).fonts
    return next(face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK SC")


def subset(font: TTFont) -> None:
    """Keep the characters asked for, without hints or alternative shapes."""
    options = Options(hinting=False, layout_features=["kern"], name_IDs=[0, 5, 8, 9, 10, 11, 12, 13, 14])
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Call the font by its own name wherever a font states one."""
    compact = FAMILY.replace(" ", "")
    names = {1: FAMILY, 2: "Regular", 3: f"{compact}-Regular", 4: FAMILY, 6: f"{compact}-Regular"}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [f"{compact}-Regular"]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = FAMILY, FAMILY
    for private in top.FDArray:
        private.FontName = private.FontName.replace("NotoSansCJKjp", compact)


def main() -> None:
    """Write the font and say how large it is."""
    font = source(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE)
    subset(font)
    rename(font)
    font.recalcTimestamp = False
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    font.save(TARGET)
    missing = sorted(set(characters()) - set(map(chr, font.getBestCmap())))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    if missing:
        print("not in the source font:", " ".join(missing))


if __name__ == "__main__":
    main()
