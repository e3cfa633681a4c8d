"""计分口径: each figure with its sign and what it counts, in Chinese."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from generator.outputs.pages.regulation import clauses, rule_figures, sections

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model.policy import Policy


def test_figures_say_what_they_count(policy: Policy) -> None:
    told = {
        (rule.clause, rule.kind, figure.key): figure.value
        for rule in policy.rules
        for figure in rule_figures(rule)
    }
    assert told["1.1(1)", "missed_start", "points"] == "−4分"
    assert told["1.1(2)", "early_start", "months"] == "1个月"
    assert told["1.1(3)", "late_start", "bands"] == "延期不超过1个月，+3.2分；延期不超过2个月，+2分"
    assert told["3.1", "overdue_item", "steps"].startswith("超期满5个工作日，累计−4分；")
    assert told["3.2", "repeated_item", "from_nth"] == "第3次"
    beside = {figure.key: figure.value for section in sections(policy) for figure in section.figures}
    assert (beside["last_seat"], beside["red_from_yellow"], beside["factor_numerator"]) == (
        "−2分",
        "2张",
        "10",
    )
    assert ("4.1", "黄牌最多 −1分") in [(clause, said) for clause, said, _ in clauses(policy)]


def test_every_clause_stands_beside_its_reading_in_the_words_of_the_regulation(
    policy: Policy, built: Path
) -> None:
    original = {one.clause: one.words for one in policy.original}
    rules = {rule.clause for rule in policy.rules}
    assert original.keys() == rules | {"4.1", "4.2", "4.3", "4.4"}
    assert len(policy.original) == len(original)
    text = unescape((built / "regulation.html").read_text(encoding="utf-8"))
    rows = dict(re.findall(r'<td data-label="条款" class="g-k"><b>(.*?)</b></td>(.*?)</td>', text)[::-1])
    for clause, words in original.items():
        assert words in rows[clause]
    for rule in policy.rules[:3]:
        assert rule.reading in rows[rule.clause]
