"""Seals made by hand, for tests of what they fix."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from generator.mechanism.closing import Sealed
from generator.records import chain
from generator.records.model.events import BulletinPublished

if TYPE_CHECKING:
    from generator.records.calendar import Quarter
    from generator.records.portfolio import Portfolio


def act(number: int, period: str, previous: str = chain.START, **more: str) -> BulletinPublished:
    """Make a seal whose head is right."""
    bulletin = "季度考评通报" if "Q" in period else "月度通报" if "-" in period else "年度考核"
    last = chain.last(period)
    said: dict[str, Any] = {
        "id": f"FC-{number}", "kind": "bulletin_published", "date": str(last + timedelta(days=10)),
        "writer": "ZDB", "bulletin": bulletin, "period": period, "as_of": str(last), "number": str(number),
        "revision": "1", "commit": f"{number:040x}", "data": "a1" * 32, "plans": "b2" * 32,
        "policy": "c3" * 32, "report": "d4" * 32, "tool": "0.2.0", "results": ("第1名 甲办 101.20分",),
        "previous_head": previous, "new_head": chain.START,
    } | more  # fmt: skip
    if said["revision"] != "1":
        said.setdefault("reason", "补报")
    draft = BulletinPublished.model_validate(said)
    return BulletinPublished.model_validate(said | {"new_head": chain.head(draft)})


def sealed_quarter(quarter: Quarter, number: int, portfolio: Portfolio, revision: int = 1) -> Sealed:
    """Seal a quarter with what is known of it."""
    return Sealed(act(number, str(quarter), revision=str(revision)), portfolio)
