"""The colours of every chart and page, one place; each also has a sign or word, never colour alone."""

from __future__ import annotations

# Dark red for the regulation's head, blue and orange (safe for the colour-blind) for the data.
COLOURS = {
    "head": "#b71c1c",
    "ink": "#1f2328",
    "muted": "#59636e",
    "rule": "#d1d9e0",
    "paper": "#ffffff",
    "good": "#1b6e8c",
    "bad": "#b3400e",
    "neutral": "#8a94a0",
    "plan": "#c9d3dc",
    "yellow": "#f2b705",
    "red": "#b71c1c",
}
FONT = "Guatu Sans"
