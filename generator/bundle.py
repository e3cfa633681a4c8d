"""What comes with the tool: templates, the rules and calendars, the examples of problems."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def bundle() -> Path:
    """Give the folder of what comes with the tool: the wheel's copy, or the repository's top level."""
    packed = PACKAGE / "_bundle"
    return packed if packed.is_dir() else PACKAGE.parent
