"""The scales of a chart, its bars and what is written at them; the library's own take twice as long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from generator.outputs.palette import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.transforms import Transform

Corner: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[Corner, Corner]

MARK, OFF, TITLE = 3.5, 3.5, 22
"""Points: how long the mark at a word is, how far the word stands off it, and a title off the axes."""
POINTS = 72
"""An inch has so many."""


@dataclass(frozen=True)
class Scale:
    """The scale below some axes, or the one upright at their left."""

    axes: Axes
    upright: bool = False

    @property
    def axis(self) -> Axis:
        """Give what knows the figures of the scale; it draws nothing itself."""
        return self.axes.yaxis if self.upright else self.axes.xaxis

    @property
    def colour(self) -> str:
        """Give the colour of words and marks."""
        return COLOURS["ink" if self.upright else "muted"]

    def figures(self) -> None:
        """Write the figures within the limits of the axes."""
        places = self.places()
        words = self.axis.get_major_formatter().format_ticks(places)
        low, high = sorted(self.axis.get_view_interval())
        inside = [(place, word) for place, word in zip(places, words, strict=True) if low <= place <= high]
        self.words([place for place, _ in inside], [word for _, word in inside])

    def places(self) -> list[float]:
        """Give the round figures at which the scale is marked, of which the last may be beyond it."""
        return [float(place) for place in self.axis.get_majorticklocs()]

    def words(self, places: Sequence[float], words: Sequence[str], mark: float = MARK) -> None:
        """Write words at figures of the scale, each with a mark of so many points."""
        self.axis.set_visible(False)
        for place, word in zip(places, words, strict=True):
            self._word(place, word, mark + OFF)
        if mark:
            along = [0.0] * len(places)
            marks = Line2D(
                *((along, places) if self.upright else (places, along)),
                marker="_" if self.upright else "|",
                linestyle="",
                markersize=mark,
                markeredgewidth=0.8,
                color=self.colour,
                transform=self._off(mark / 2),
                clip_on=False,
            )
            self.axes.add_artist(marks)

    def title(self, text: str) -> None:
        """Write what a scale below its axes tells of."""
        written = self.axes.annotate(text, (0.5, 0), (0, -TITLE), "axes fraction", "offset points")
        written.set(ha="center", va="top")

    def _word(self, place: float, word: str, off: float) -> None:
        x, y = (0.0, place) if self.upright else (place, 0.0)
        self.axes.text(
            x,
            y,
            word,
            transform=self._off(off),
            color=self.colour,
            ha="right" if self.upright else "center",
            va="center_baseline" if self.upright else "top",
        )

    def _off(self, points: float) -> Transform:
        """Give what places a thing at a figure of the scale, so many points off the axes."""
        axes, inches = self.axes, points / POINTS
        along = axes.get_yaxis_transform() if self.upright else axes.get_xaxis_transform()
        left, down = (-inches, 0.0) if self.upright else (0.0, -inches)
        return along + ScaledTranslation(left, down, axes.figure.dpi_scale_trans)


def grid(axes: Axes) -> None:
    """Draw a line across the axes at each figure of their upright scale."""
    low, high = axes.get_ylim()
    places = [place for place in Scale(axes, upright=True).places() if low <= place <= high]
    lines = LineCollection(
        [[(0, place), (1, place)] for place in places],
        colors=COLOURS["rule"],
        linewidths=0.8,
        transform=axes.get_yaxis_transform(),
        zorder=0.5,
    )
    axes.add_collection(lines, autolim=False)


def bars(axes: Axes, boxes: Sequence[Box], colour: str | Sequence[str], label: str = "") -> None:
    """Draw bars from corner to opposite corner, in figures of the scales; `label` stands in the legend."""
    corners = [
        ((left, low), (right, low), (right, high), (left, high)) for (left, low), (right, high) in boxes
    ]
    axes.add_collection(PolyCollection(corners, facecolors=colour, label=label), autolim=False)


def labels(
    axes: Axes,
    told: Iterable[tuple[float, float, str]],
    off: tuple[float, float],
    **look: Any,  # noqa: ANN401 - as the library has it
) -> None:
    """Write words at figures of both scales, so many points to the right and up; `look` is that of a text."""
    right, up = (points / POINTS for points in off)
    moved = axes.transData + ScaledTranslation(right, up, axes.figure.dpi_scale_trans)
    for x, y, text in told:
        axes.text(x, y, text, transform=moved, **({"ha": "center", "va": "center"} | look))
