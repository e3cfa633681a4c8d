"""A titled list as a job tells it: plain in its log, Markdown on the page of its run."""

from __future__ import annotations

from typing import NamedTuple

from generator.outputs.comment import comment_text

NONE = "没有"


class Listing(NamedTuple):
    """A title and its lines."""

    title: str
    lines: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """Write it for the forge; every word of the data goes through its door."""
        listed = (f"- {comment_text(line)}" for line in self.lines or (NONE,))
        return "\n".join([f"**{comment_text(self.title)}**", "", *listed])

    @property
    def text(self) -> list[str]:
        """Write its lines for a log."""
        return [self.title, *(f"  {line}" for line in self.lines or (NONE,))]
