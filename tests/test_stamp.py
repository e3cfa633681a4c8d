"""What each page says of its data: day, commit, the ledger's number, and whether it ought to be fresh."""

from __future__ import annotations

import html
from datetime import date

import pytest

from generator.bundle import bundle
from generator.outputs.revision import Revision
from generator.outputs.templates import environment

DAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("revision", "now", "commit", "seal", "fresh"),
    [
        (Revision(), True, "未入库", "尚无封存", True),
        (Revision("abcdef0123456789"), True, "abcdef0123", "尚无封存", True),
        (Revision("abcdef0123456789", number=7), True, "abcdef0123", "最近封存：第7号", True),
        (Revision("abcdef0123456789", number=7), False, "abcdef0123", "最近封存：第7号", False),
        (Revision("abcdef0123456789", number=7, sealed=True), True, "abcdef0123", "第7号封存", False),
        (Revision("abcdef0123456789", changed=True), True, "abcdef0123（有未提交的改动）", "尚无封存", True),
    ],
)
def test_the_stamp(revision: Revision, commit: str, seal: str, *, now: bool, fresh: bool) -> None:
    templates = environment(bundle() / "site_templates")
    text = str(templates.get_template("parts/stamp.html.j2").module.stamp(DAY, DAY, revision, now))  # type: ignore[attr-defined]
    said = html.unescape(text)
    assert 'datetime="2026-08-31">2026年8月31日</time>' in said
    assert f"<span>数据版本 {commit}</span> <span>{seal}</span>" in said
    assert ("g-now" in said) == fresh
