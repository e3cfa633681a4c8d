"""Charts: the same bytes each time, Chinese drawn, nothing obeyed, nothing missing in silence."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest

from generator.outputs import charts
from generator.outputs.charts import MISSING, MissingGlyphError, Studio
from generator.outputs.desk import Printed, handed
from generator.outputs.links import Web
from generator.outputs.orders import Noted, Notes, Now
from generator.outputs.press import Press
from generator.outputs.shelf import Drawings
from generator.outputs.templates import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

FONT = Path(__file__).parent.parent / "site_templates" / "theme" / "fonts" / "GuatuSans.otf"


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(FONT)


def read(drawing: bytes) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - our own


CHARTS: dict[str, tuple[list[Any], ...]] = {
    "starts": ([0, 2, 5], [0, 1]),
    "progress": ([1.0, 2.0, 36.7], [0.5, 0.9]),
    "ranking": (["甲", "乙"], [101.0, 99.0], ["101.00", "99.00"]),
    "waits": (["甲局", "乙街道"], [346, 12], [0, 20]),
}


@pytest.fixture(scope="module")
def fresh() -> dict[str, bytes]:
    """Each chart as the first that a studio draws."""
    return {kind: getattr(Studio(FONT), kind)(*figures) for kind, figures in CHARTS.items()}


@pytest.mark.parametrize("order", list(permutations(CHARTS)), ids="-".join)
def test_same_figures_same_bytes_in_any_order(
    studio: Studio, fresh: dict[str, bytes], order: tuple[str, ...]
) -> None:
    assert {kind: getattr(studio, kind)(*CHARTS[kind]) for kind in order} == fresh


def test_what_a_reader_likes_of_charts_changes_none(fresh: dict[str, bytes]) -> None:
    with mpl.rc_context({"axes.linewidth": 6.0, "axes.grid": True, "figure.facecolor": "pink"}):
        studio = Studio(FONT)
        assert {kind: getattr(studio, kind)(*CHARTS[kind]) for kind in CHARTS} == fresh


WORDS = {
    "starts": (*(f"{month}月" for month in range(1, 13)), "0", "5", "计划累计开工（个）", "已开工（个）"),
    "progress": ("1月", "12月", "0", "10", "40", "0.9", "序时进度（亿元）"),
    "ranking": ("甲", "乙", "100.0", "101.00", "99.00", "考评总分（基础分100）"),
    "waits": ("甲局", "乙街道", "0", "346", "20", "已等待（工作日）"),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_words_and_figures_of_every_scale_are_drawn(fresh: dict[str, bytes], kind: str) -> None:
    """The library leaves out what lies beyond the axes where it is cut off there."""
    drawn = re.findall("<!-- (.*?) -->", fresh[kind].decode())
    assert {*WORDS[kind]} <= {*drawn}


def test_nothing_to_draw_is_drawn_empty(studio: Studio) -> None:
    drawn = (studio.starts([], []), studio.progress([], []), studio.ranking([], [], []))
    for made in (*drawn, studio.waits([], [], [])):
        assert read(made).tag.endswith("svg")


def test_long_names_are_cut(studio: Studio) -> None:
    assert studio.ranking(["甲" * 200], [101.0], ["101.00"]) == studio.ranking(
        ["甲" * 13 + "…"], [101.0], ["101.00"]
    )


def test_a_base_total_is_marked_where_adjustments_moved_it(studio: Studio) -> None:
    figures = (["甲", "乙"], [101.0, 99.0], ["101.00", "99.00"])
    plain = studio.ranking(*figures)
    assert studio.ranking(*figures, [101.0, 99.0]) == plain
    assert studio.ranking(*figures, [101.0, 100.0]) != plain


def test_waits_are_drawn_alike_after_any_other_chart(studio: Studio) -> None:
    figures = (["甲局", "乙街道"], [346, 12], [0, 20])
    first = studio.waits(*figures)
    studio.ranking(["甲", "乙"], [101.0, 99.0], ["101.00", "99.00"])
    assert studio.waits(*figures) == first == Studio(FONT).waits(*figures)
    assert studio.waits(["甲局", "乙街道"], [346, 12], [0, 21]) != first


def test_more_waits_make_a_taller_chart(studio: Studio) -> None:
    heights = [
        float(read(studio.waits(["甲"] * count, [1] * count, [0] * count)).attrib["height"].rstrip("pt"))
        for count in (1, 5, 20)
    ]
    assert [round(height / 72, 2) for height in heights] == [1.42, 3.1, 9.4]


def test_missing_glyphs_become_a_mark_without_a_warning(studio: Studio) -> None:
    assert studio.words("\U00020bb7甲\x00") == f"{MISSING}甲{MISSING}"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        studio.ranking(["\U00020bb7野家", "𝒳"], [100.0, 90.0], ["100.00", "90.00"])


def test_words_of_ours_without_a_glyph_are_an_error(studio: Studio) -> None:
    with pytest.raises(MissingGlyphError, match="Glyph 134071"):
        studio.ranking(["甲"], [101.0], ["\U00020bb7"])
    assert studio.ranking(["甲"], [101.0], ["101"]) == Studio(FONT).ranking(["甲"], [101.0], ["101"])


def test_a_studio_does_without_pyplot() -> None:
    script = f"import sys; from generator.outputs.press import draw; from pathlib import Path; \
draw(Path({str(FONT)!r}), 'starts', ([1], [1])); sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def press(folder: Path, font: Path = FONT) -> Press:
    view: Any = None
    return Press(
        view, environment(FONT.parents[2]), Web(view), FONT.parents[2], drawings=Drawings(folder, font=font)
    )


def test_a_chart_is_drawn_once_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = press(tmp_path)
    assert [first.chart(path, "starts", [1, 2], [1]) for path in ("a.svg", "b.svg")] == ["a.svg", "b.svg"]
    first.chart("c.svg", "starts", [1, 2], [2])
    assert first.ordered()["a.svg"] == first.ordered()["b.svg"] == Studio(FONT).starts([1, 2], [1])
    assert len(list(tmp_path.glob("[!.]*"))) == 2
    monkeypatch.setattr(charts, "studio", None)
    again = press(tmp_path)
    again.chart("a.svg", "starts", [1, 2], [1])
    assert again.ordered()["a.svg"] == first.ordered()["a.svg"]
    (tmp_path / "stray").touch()
    assert again.drawings
    again.drawings.tidy()
    assert len(list(tmp_path.glob("[!.]*"))) == 1


class Counted(Now):
    """Does at once what is ordered, and counts the works of what is ordered together."""

    works = 0

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:
        self.works += len(details[0])
        return super().submit(work, *details)


def test_a_chart_that_two_papers_order_is_drawn_once(tmp_path: Path) -> None:
    """By processes that know nothing of each other: for a sealed month, and as it would be now."""
    here, told = press(tmp_path), []
    for name, started in (("a.svg", 1), ("b.svg", 1), ("c.svg", 2)):
        other = replace(here, pool=Notes(), drawn={}, orders={})
        other.chart(name, "starts", [1, 2], [started])
        works = {path: order.work for path, order in other.orders.items() if isinstance(order, Noted)}
        told.append(Now().submit(Printed, [name], {}, works, [frozenset()]))
    drawing = Counted()
    assert handed(replace(here, pool=drawing), told) == ["a.svg", "b.svg", "c.svg"]
    assert here.ordered()["a.svg"] == here.ordered()["b.svg"] != here.ordered()["c.svg"]
    assert drawing.works == 2


def test_another_font_or_kind_is_another_chart(tmp_path: Path) -> None:
    other = tmp_path / "other.otf"
    other.write_bytes(FONT.read_bytes() + b" ")
    places = [Drawings(tmp_path, font=font).of(chart) for font in (FONT, other) for chart in ("a", "b")]
    assert len(set(places)) == 4


def test_text_is_never_a_formula_or_markup(studio: Studio) -> None:
    made = studio.ranking(["$x^2$", "<script>", "]]>"], [101.0, 100.0, 99.0], ["a", "b", "c"])
    tags = {element.tag.rpartition("}")[2] for element in read(made).iter()}
    assert "script" not in tags
    assert "text" not in tags  # all outlines: no font is needed to read them


def test_no_date_and_no_address_of_outside(studio: Studio) -> None:
    made = studio.starts([1], [1])
    assert b"dc:date" not in made
    links = [v for e in read(made).iter() for k, v in e.attrib.items() if k.endswith("href")]
    assert all(link.startswith("#") for link in links)
