"""What many tests need: the rules and calendars of the repository itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.decode import decode
from generator.records.model.calendar import CalendarYear
from generator.records.model.policy import Policy

ROOT = Path(__file__).parent.parent


def record(path: Path) -> object:
    """Decode one file of the repository's own data; it must be without fault."""
    made, problems = decode(path.relative_to(ROOT).as_posix(), path.read_bytes())
    assert not problems
    return made


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The edition of 2019."""
    made = record(ROOT / "data" / "policy" / "2019-03-11.yml")
    assert isinstance(made, Policy)
    return made


@pytest.fixture(scope="session")
def calendars() -> dict[int, CalendarYear]:
    """The calendars in data/calendar."""
    found = {}
    for path in sorted((ROOT / "data" / "calendar").glob("*.yml")):
        made = record(path)
        assert isinstance(made, CalendarYear)
        found[made.year] = made
    return found
