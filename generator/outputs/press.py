"""Where pages are printed: a view, the templates, the web of links; a family of pages is `pages(press)`."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.outputs.palette import COLOURS
from generator.outputs.view import Page

FONT = "theme/fonts/GuatuSans.otf"

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from jinja2 import Environment

    from generator.outputs.links import Web
    from generator.outputs.view import View


@dataclass(frozen=True)
class Press:
    """What a family of pages needs; every template sees `view`, `to` (links from its page) and `colours`.

    `folder` is that of the templates. Charts are drawn in the pool's process, where there is one, while
    pages are printed in this.
    """

    view: View
    templates: Environment
    web: Web
    folder: Path
    pool: Executor | None = None
    orders: dict[str, Future[bytes]] = field(default_factory=dict)

    def chart(self, path: str, kind: str, *figures: Sequence[object]) -> str:
        """Have a chart drawn, once a path, and give its path below docs; `kind` is a method of Studio."""
        if path not in self.orders:
            self.orders[path] = self._drawn(self.folder / FONT, kind, figures)
        return path

    def charts(self) -> dict[str, bytes]:
        """Give every chart ordered so far."""
        return {path: order.result() for path, order in self.orders.items()}

    def _drawn(self, font: Path, kind: str, figures: tuple[Sequence[object], ...]) -> Future[bytes]:
        if self.pool:
            return self.pool.submit(draw, font, kind, figures)
        done: Future[bytes] = Future()
        done.set_result(draw(font, kind, figures))
        return done

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
        **context: object,
    ) -> Page:
        """Print a page from the template `pages/<template>`.

        A family that tells of an earlier day passes its own `view`.
        """
        shown = {"view": self.view, **context}
        body = self.templates.get_template(f"pages/{template}").render(
            to=self.web.links(path),
            colours=COLOURS,
            title=title,
            description=description,
            **shown,
        )
        return Page(path, title, description, body, kind, search, hide)


def draw(font: Path, kind: str, figures: tuple[Sequence[object], ...]) -> bytes:
    """Draw one chart, in whatever process this is; matplotlib is imported where it is used."""
    from generator.outputs.charts import studio  # noqa: PLC0415 - 0.5 s that the process of the pages is spared

    made: bytes = getattr(studio(font), kind)(*figures)
    return made
