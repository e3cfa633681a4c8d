"""How tests read a calendar again: by the library, and line by line as RFC 5545 has it."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar


def events(data: bytes) -> dict[str, Any]:
    """Give a calendar's entries by their stable names; no name stands twice."""
    found = Calendar.from_ical(data).walk("VEVENT")
    named = {str(event["UID"]): event for event in found}
    assert len(named) == len(found)
    return named


def well_formed(data: bytes) -> None:
    """Refuse lines that end otherwise than in CRLF, are too long, or are cut inside a character."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
