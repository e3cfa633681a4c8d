"""Where pages are printed: a view, the templates, the web of links; a family of pages is `pages(press)`."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.outputs.office.naming import named, unnamed
from generator.outputs.orders import Now, done
from generator.outputs.page import Page
from generator.outputs.palette import COLOURS
from generator.outputs.shelf import found, kept, once

FONT = "theme/fonts/GuatuSans.otf"
FILES = "papers/files"
CHARTS = "assets/charts"

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from jinja2 import Environment

    from generator.outputs.links import Web
    from generator.outputs.papers.kinds import Format
    from generator.outputs.papers.sheet import Figure, Paper
    from generator.outputs.shelf import Drawings, Papers, Prints
    from generator.outputs.view import View


class Kept(NamedTuple):
    """Where a file is kept; a paper's with the commit that stands in it, for the one it is to name."""

    place: Path
    stand_in: str = ""
    commit: str = ""

    def named(self, made: bytes, form: str) -> bytes:
        """Give a paper's file with its commit, anything else as it is."""
        return named(made, form, self.stand_in, self.commit)


@dataclass(frozen=True)
class Press:
    """What a family of pages needs; every template sees `view`, `to` (links from its page) and `colours`.

    `folder` is that of the templates. Charts are drawn, papers written by the pool, while pages
    are printed here; without a shelf no paper is written as a file, without
    `drawings` no chart is kept, without `prints` no page. `drawn` holds the charts by kind and figures,
    `orders` all files by path, `places` where they are kept.
    """

    view: View
    templates: Environment
    web: Web
    folder: Path
    pool: Executor = field(default_factory=Now)
    shelf: Papers | None = None
    drawings: Drawings | None = None
    prints: Prints | None = None
    drawn: dict[str, Future[bytes]] = field(default_factory=dict)
    orders: dict[str, Future[bytes]] = field(default_factory=dict)
    places: dict[str, Kept] = field(default_factory=dict)

    def chart(self, path: str, kind: str, *figures: Sequence[object]) -> str:
        """Have a chart drawn and give its path below docs; `kind` is a method of Studio.

        The same figures are drawn once, for however many paths, and read back where a build has kept them.
        """
        if path not in self.orders:
            key = repr((kind, figures))
            place = self.drawings.of(key) if self.drawings else None
            if place:
                self.places[path] = Kept(place)
            if key not in self.drawn:
                kept = found(place) if place else None
                self.drawn[key] = (
                    done(kept) if kept else self.pool.submit(draw, self.folder / FONT, kind, figures, place)
                )
            self.orders[path] = self.drawn[key]
        return path

    def figure(self, figure: Figure, suffix: str = "") -> str:
        """Have a paper's chart drawn and give its path below docs; `suffix` is that of the paper's page."""
        return self.chart(f"{CHARTS}/{figure.name}{suffix}.svg", figure.kind, *figure.figures)

    def files(self, paper: Paper, formats: Sequence[Format]) -> Sequence[tuple[Format, str, str]]:
        """Have a paper written as files, where wanted; give form, path and the name to save it by."""
        if self.shelf is None:
            return ()
        files: list[tuple[Format, str, str]] = []
        said, sent = repr(bare := unnamed(paper)), b""
        for form in [form for form in formats if form in self.shelf.forms]:
            path = f"{FILES}/{paper.stem}.{form}"
            files.append((form, path, f"{paper.stem} {paper.title}.{form}"))
            if path not in self.orders:
                self.places[path] = place = Kept(self.shelf.of(said, form), bare.commit, paper.commit)
                if made := found(place.place):
                    self.orders[path] = done(place.named(made, form))
                    continue
                sent = sent or parcel(bare)
                self.orders[path] = self.pool.submit(written, self.folder, place, sent, form)
        return files

    def once(self, decided: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """Give what some words decide, read back where a build has kept it."""
        return self.prints.made(decided, make) if self.prints else make()

    def apart(self) -> Press:
        """Give a press that tells what is printed next from all before: its own links, orders and places."""
        return replace(self, web=replace(self.web, targets={}), orders={}, places={})

    def take(self, other: Press) -> None:
        """Count what a press apart has printed among this one's own."""
        self.web.targets.update(other.web.targets | self.web.targets)
        self.orders.update(other.orders | self.orders)
        self.places.update(other.places)

    def ordered(self) -> dict[str, bytes]:
        """Give every chart and file ordered so far."""
        return {path: order.result() for path, order in self.orders.items()}

    def page(  # noqa: PLR0913 - a page has as many parts
        self,
        path: str,
        title: str,
        description: str,
        *,
        template: str,
        kind: str,
        search: bool = True,
        hide: tuple[str, ...] = (),
        view: View | None = None,
        **context: object,
    ) -> Page:
        """Print a page from the template `pages/<template>`.

        A family that tells of an earlier day passes its own `view`.
        """
        shown = view or self.view
        body = self.templates.get_template(f"pages/{template}").render(
            to=self.web.links(path, shown.revision),
            view=shown,
            colours=COLOURS,
            title=title,
            description=description,
            **context,
        )
        return Page(path, title, description, body, kind, search, hide)


def draw(font: Path, kind: str, figures: tuple[Sequence[object], ...], place: Path | None = None) -> bytes:
    """Draw one chart, in whatever process this is, and keep it; matplotlib is imported where it is used."""
    from generator.outputs.charts import studio  # noqa: PLC0415 - 0.5 s that the process of the pages is spared

    made: bytes = getattr(studio(font), kind)(*figures)
    return kept(place, made) if place else made


def parcel(bare: Paper) -> bytes:
    """Pack a paper, to wait small for the process that writes it: hundreds of long tables are gigabytes."""
    return zlib.compress(pickle.dumps(bare), 1)


def written(folder: Path, place: Kept, sent: bytes, form: Format) -> bytes:
    """Write a paper sent as a parcel as a file, keep it, and name its commit."""
    from generator.outputs.office.forms import made  # noqa: PLC0415 - as above

    bare: Paper = pickle.loads(zlib.decompress(sent))  # noqa: S301 - packed by a process of this build
    return place.named(once(place.place, lambda: made(bare, form, folder)), form)
