"""Take the README's pictures of the demo site: ten pages, one of them on a phone and one in the dark.

Run by `make screenshots`, which builds the site. Few colours keep the repository small.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from generator.commands.serve import serving
from generator.records.calendar import SHANGHAI

ROOT = Path(__file__).parent.parent
COLOURS = 128
MORNING = datetime(2026, 9, 30, 9, tzinfo=SHANGHAI)
"""When the pictures are taken by the browser's clock: the day of the data, so that no page is called old."""


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the page with the place to scroll to, how large, light or dark."""

    name: str
    page: str
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


SHOTS = (
    Shot("home", "index.html"),
    Shot("wall", "wall.html", 1600, 1000),
    Shot("countdown", "countdown.html"),
    Shot("project", "projects/P26-032.html"),
    Shot("unit", "units/SJQ.html#coming"),
    Shot("score", "scores/2026Q3-CGZ.html"),
    Shot("ranking", "rankings/2026Q3.html"),
    Shot("bulletin", "bulletins/2026-09.html", 390, 844),
    Shot("cards", "cards.html", scheme="dark"),
    Shot("quality", "quality.html"),
)


def main(site: Path, folder: Path) -> None:
    """Serve a built site and take every picture of it."""
    folder.mkdir(exist_ok=True)
    with serving(site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ["GUATU_BROWSER"], args=["--no-sandbox"])
        for shot in SHOTS:
            size = {"width": shot.width, "height": shot.height}
            context = browser.new_context(locale="zh-CN", viewport=size, color_scheme=shot.scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.clock.set_fixed_time(MORNING)
            answer = page.goto(f"{address}/{shot.page}", wait_until="networkidle")
            if answer is None or not answer.ok:
                raise SystemExit(f"{shot.page}: not in {site}")
            drawn = Image.open(io.BytesIO(page.screenshot()))
            drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
                folder / f"{shot.name}.png", optimize=True
            )
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), ROOT / "media")
