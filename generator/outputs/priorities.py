"""The builder's priorities of our plug-ins, among those a district may have."""

FIRST = 100
"""Before all others."""
LAST = -100
"""After all others."""
