"""How much a test tries: in every run the same few examples, in long runs (`make fuzz`) many new ones."""

from __future__ import annotations

import os

LONG_RUN = bool(os.environ.get("GUATU_FUZZ"))
SHARE, LEAST = 3, 20


def often(examples: int) -> int:
    """Give how many of so many examples are tried now."""
    return examples if LONG_RUN else min(examples, max(examples // SHARE, LEAST))
