"""Drawings printed in black and white: what means something else has another form or another grey."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from places import ROOT

from generator.outputs.pages.records.delays import TONES

ASSETS = ROOT / "site_templates/theme/assets"
PARTS = ROOT / "site_templates/parts"
APART = 1.5
"""How far two greys side by side must lie apart, as a ratio of luminance (WCAG's)."""


def colours(scheme: str) -> dict[str, str]:
    """Give the style sheet's colours on paper and by day, or those by night."""
    day, _, night = (ASSETS / "guatu.css").read_text().partition('[data-md-color-scheme="slate"] {')
    found = dict(re.findall(r"(--g-[a-z-]+): (#[0-9a-f]{6});", day))
    return found | dict(re.findall(r"(--g-[a-z-]+): (#[0-9a-f]{6});", night)) if scheme == "night" else found


def luminance(colour: str) -> float:
    """Give a colour's relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apart(one: str, other: str) -> float:
    """Give the contrast of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def filled(selector: str, scheme: str) -> str:
    """Give the colour that the records' style sheet fills a shape with."""
    rules = (ASSETS / "records.css").read_text()
    rule = re.search(rf"(?m)^{re.escape(selector)} \{{ fill: var\((--g-[a-z-]+)\)", rules)
    assert rule, selector
    return colours(scheme)[rule[1]]


@pytest.mark.parametrize("scheme", ["day", "night"])
def test_points_gained_and_lost_are_other_greys(scheme: str) -> None:
    gain, loss = (filled(name, scheme) for name in (".wf-gain", ".wf-loss"))
    assert apart(gain, loss) > 2 * APART


@pytest.mark.parametrize("scheme", ["day", "night"])
def test_parties_are_other_greys_or_other_forms(scheme: str) -> None:
    striped = {tone: lines(tone) for tone in TONES.values()}
    assert any(striped.values())
    for one, other in combinations(TONES.values(), 2):
        greys = apart(*(filled(f".rec-{tone} > rect", scheme) for tone in (one, other)))
        assert striped[one] != striped[other] or greys > APART, (one, other)


def lines(tone: str) -> str:
    """Give the lines drawn over a party's share: their dashes and width, empty for none."""
    template = (PARTS / "records/delays.html.j2").read_text()
    drawn = re.search(r"if tone in \(([^)]*)\)", template)
    if not drawn or f'"{tone}"' not in drawn[1]:
        return ""
    rule = re.search(rf"(?m)^\.rec-{tone} > line \{{ (.*) \}}$", (ASSETS / "records.css").read_text())
    return re.sub(r"stroke: [^;]*; ?", "", rule[1]) if rule else ""


def test_a_milestone_reached_late_has_another_form_than_one_in_time() -> None:
    signs = dict(re.findall(r'<(?:path|g) id="(m[dl])"[ >](.*)', (PARTS / "wall.html.j2").read_text()))
    in_time, late = (re.findall(r'd="([^"]*)"', signs[name]) for name in ("md", "ml"))
    assert in_time != late
