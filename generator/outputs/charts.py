"""Aggregate charts as SVG: our own font drawn as outlines, the same bytes for the same figures."""

from __future__ import annotations

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import AutoLocator, MaxNLocator

from generator.outputs.palette import COLOURS, FONT
from generator.outputs.scales import Scale, bars, grid, labels

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MISSING = "〓"
BASE, WIDTH = 100.0, 9.0
LONGEST = 14
LABEL = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "guatu",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "font.family": [FONT],
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": COLOURS["neutral"],
    "text.color": COLOURS["ink"],
    "legend.frameon": False,
}


class MissingGlyphError(Exception):
    """Our own mistake: words of ours that the font has no sign for (the library's words are the argument)."""


class Studio:
    """Draws with one font file and two figures, of a year and of a list, used again for each chart."""

    def __init__(self, font: Path) -> None:
        mpl.rcdefaults()  # not what a reader's matplotlibrc says
        font_manager.fontManager.addfont(str(font))
        self._known = set(FT2Font(str(font)).get_charmap())
        with mpl.rc_context(SETTINGS):
            self._year, self._list = _axes(), _axes()
            self._months = _months(self._year)

    def words(self, text: str) -> str:
        """Give text the font can draw: a character it lacks becomes 〓, a control character nothing."""
        line = " ".join(text.split())
        return "".join(char if ord(char) in self._known else MISSING for char in line)

    def _short(self, name: str) -> str:
        return self.words(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…")

    def ranking(
        self,
        names: Sequence[str],
        totals: Sequence[float],
        words: Sequence[str],
        bases: Sequence[float] = (),
    ) -> bytes:
        """Draw totals as bars to both sides of the base of 100, best on top; long names are cut.

        A diamond marks the base total where adjustments moved it.
        """
        shown = [self._short(name) for name in names]
        with mpl.rc_context(SETTINGS):
            axes = self._listed(shown, 0.7 + 0.3 * max(len(names), 1))
            places = range(len(names))
            colours = [COLOURS["bad" if total < BASE else "good"] for total in totals]
            boxes = [((BASE, place - 0.34), (total, place + 0.34)) for place, total in enumerate(totals)]
            bars(axes, boxes, colours)
            moved = [place for place, base in enumerate(bases) if base != totals[place]]
            axes.scatter(
                [bases[place] for place in moved],
                moved,
                marker="D",
                s=30,
                color=COLOURS["paper"],
                edgecolors=COLOURS["ink"],
                zorder=3,
            )
            self._bar_labels(axes, bases, totals, words)
            axes.set_ylim(len(names) - 0.4, -0.6)
            axes.axvline(BASE, color=COLOURS["muted"], linewidth=1)
            axes.spines["left"].set_visible(False)
            Scale(axes, upright=True).words(places, shown, 0)
            Scale(axes).figures()
            Scale(axes).title("考评总分（基础分100）")
            return _svg(axes)

    def waits(self, names: Sequence[str], days: Sequence[int], overdue: Sequence[int]) -> bytes:
        """Draw working days waited as bars, days past the deadline below each; long names are cut."""
        shown = [self._short(name) for name in names]
        with mpl.rc_context(SETTINGS):
            axes = self._listed(shown, 1.0 + 0.42 * max(len(names), 1))
            axes.set_xlim(0, max([*days, *overdue, 1]) * 1.12)
            for values, lift, colour, label in (
                (days, -0.19, "good", "已等待（工作日）"),
                (overdue, 0.19, "bad", "超期（工作日）"),
            ):
                places = [place + lift for place in range(len(names))]
                ends = list(zip(places, values, strict=True))
                boxes = [((0, place - 0.17), (value, place + 0.17)) for place, value in ends]
                bars(axes, boxes, COLOURS[colour], label)
                labels(axes, [(value, place, str(value)) for place, value in ends], (3, 0), ha="left", size=9)
            axes.set_ylim(len(names) - 0.5, -1.3)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
            Scale(axes, upright=True).words(range(len(names)), shown, 0)
            Scale(axes).figures()
            axes.legend(loc="upper right", ncols=2)
            return _svg(axes)

    def starts(self, planned: Sequence[int], started: Sequence[int]) -> bytes:
        """Draw cumulative starts, planned over the year and certified so far."""
        with mpl.rc_context(SETTINGS):
            axes = _cleared(self._year, self._months)
            axes.step(
                range(1, len(planned) + 1),
                planned,
                where="mid",
                color=COLOURS["neutral"],
                linestyle="--",
                marker="s",
                markersize=4,
                label="计划累计开工（个）",
            )
            axes.plot(
                range(1, len(started) + 1),
                started,
                color=COLOURS["good"],
                linewidth=2.4,
                marker="o",
                markersize=5,
                label="已开工（个）",
            )
            self._ends(axes, planned, started)
            axes.yaxis.set_major_locator(MaxNLocator(integer=True))
            axes.set_ylim(0, max([*planned, *started, 1]) * 1.18)
            Scale(axes, upright=True).figures()
            grid(axes)
            axes.legend(loc="upper left", ncols=2)
            return _svg(axes)

    def progress(self, scheduled: Sequence[float], invested: Sequence[float]) -> bytes:
        """Draw cumulative investment in 亿元: done as bars, 序时进度 as a line."""
        with mpl.rc_context(SETTINGS):
            axes = _cleared(self._year, self._months)
            done = list(enumerate(invested, 1))
            boxes = [((month - 0.3, 0), (month + 0.3, value)) for month, value in done]
            bars(axes, boxes, COLOURS["good"], "累计完成投资（亿元）")
            axes.plot(
                range(1, len(scheduled) + 1),
                scheduled,
                color=COLOURS["bad"],
                linestyle="--",
                marker="D",
                markersize=4,
                label="序时进度（亿元）",
            )
            said = [(month, value, f"{value:.1f}") for month, value in done]
            labels(axes, said, (0, 2), size=9, va="bottom", bbox=LABEL)
            axes.set_ylim(0, max([*scheduled, *invested, 0.1]) * 1.18)
            Scale(axes, upright=True).figures()
            grid(axes)
            axes.legend(loc="upper left", ncols=2)
            return _svg(axes)

    def _listed(self, names: Sequence[str], height: float) -> Axes:
        """Take the last list off its axes, and give them room for names and so many inches of height."""
        axes, longest = _cleared(self._list), max(map(len, names), default=0)
        axes.spines["left"].set_visible(True)
        _sized(axes, height, left=0.25 + longest * 0.16, bottom=0.55)
        return axes

    @staticmethod
    def _ends(axes: Axes, *series: Sequence[int]) -> None:
        last = [(len(values), values[-1], str(values[-1])) for values in series if values]
        labels(axes, last, (0, 6), va="baseline")

    @staticmethod
    def _bar_labels(
        axes: Axes, bases: Sequence[float], totals: Sequence[float], words: Sequence[str]
    ) -> None:
        """Set each label outside its bar, and the scale so wide that the longest has room."""
        ends = [BASE, *totals, *bases]
        unit = 0.027 * (max(abs(end - BASE) for end in ends) or 1)
        room = [0.0, 0.0]
        for total, label in zip(totals, words, strict=True):
            room[total >= BASE] = max(room[total >= BASE], unit * len(label))
        axes.set_xlim(min(ends) - room[0] - 0.2, max(ends) + room[1] + 0.2)
        told = list(zip(totals, range(len(totals)), words, strict=True))
        labels(axes, [one for one in told if one[0] < BASE], (-3, 0), ha="right", size=9.5)
        labels(axes, [one for one in told if one[0] >= BASE], (3, 0), ha="left", size=9.5)


def _axes() -> Axes:
    """Make a figure with one pair of axes."""
    figure = Figure()
    FigureCanvasSVG(figure)
    return figure.add_subplot()


def _sized(axes: Axes, height: float, *, left: float = 0.6, bottom: float = 0.35) -> None:
    """Give the figure of some axes its height and margins, all in inches."""
    if figure := axes.get_figure(root=True):
        figure.set_size_inches(WIDTH, height)
        figure.subplots_adjust(
            left=left / WIDTH, right=1 - 0.1 / WIDTH, bottom=bottom / height, top=1 - 0.12 / height
        )


def _months(axes: Axes) -> frozenset[Artist]:
    """Prepare the axes of a year; gives its months below them, which are drawn more often than the data."""
    _sized(axes, 3.1)
    axes.set_xlim(0.4, 12.6)
    Scale(axes).words(range(1, 13), [f"{month}月" for month in range(1, 13)])
    return frozenset((*axes.lines, *axes.texts))


def _cleared(axes: Axes, kept: Container[Artist] = ()) -> Axes:
    """Take the last chart's data off some axes."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(AutoLocator())
    for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections):
        if artist not in kept:
            artist.remove()
    if legend := axes.get_legend():
        legend.remove()
    return axes


def _svg(axes: Axes) -> bytes:
    """Write the figure of some axes. Raises MissingGlyphError."""
    out = io.BytesIO()
    metadata: dict[str, Any] = {"Date": None, "Creator": None}
    if figure := axes.get_figure(root=True):
        with warnings.catch_warnings(record=True, action="ignore") as heard:
            warnings.filterwarnings("always", "Glyph .* missing from font")
            figure.savefig(out, format="svg", metadata=metadata)
        if heard:
            raise MissingGlyphError(str(heard[0].message))
    drawn = out.getvalue()
    expat.ParserCreate().Parse(drawn, True)  # noqa: FBT003 - this is all; raises ExpatError for what is no XML
    return drawn


@cache
def studio(font: Path) -> Studio:
    """Give the studio for a font file, made once."""
    return Studio(font)
