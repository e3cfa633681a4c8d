"""The rules of points (附件3之1–3): a function for each kind of rule; facts and figures in, entries out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.rules import items, progress, start
from generator.mechanism.rules.facts import Facts, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.mechanism.ledger import Entry
    from generator.mechanism.rules.facts import Cost
    from generator.records.calendar import Quarter
    from generator.records.model.policy import Policy

RULES: dict[str, Callable[..., Iterator[Entry]]] = {
    "missed_start": start.missed,
    "early_start": start.early,
    "late_start": start.late,
    "empty_ceremony": start.empty_ceremony,
    "preliminary_start": start.preliminary,
    "same_year_start": start.same_year,
    "missed_progress": progress.missed,
    "early_completion": progress.early,
    "overdue_item": items.overdue,
    "early_item": items.early,
    "repeated_item": items.repeated,
}
START_BONUSES = frozenset({"early_start", "preliminary_start", "same_year_start"})

__all__ = ["RULES", "Facts", "apply", "gather", "taken"]


def apply(policy: Policy, facts: Facts) -> list[Entry]:
    """Book every rule of an edition, in its order; stacking of start bonuses as it says (D11)."""
    entries = [entry for rule in policy.rules for entry in RULES[rule.kind](rule, facts)]
    late = [rule for rule in policy.rules if rule.kind == "late_start"]
    taken = {miss for rule in late for miss in start.replaced(rule, facts)}
    entries = [e for e in entries if e.kind != "missed_start" or (e.subject, e.date) not in taken]
    if policy.stacking == "highest_only":
        entries = _highest(entries)
    return entries


def taken(policy: Policy, facts: Facts, governed: Callable[[Quarter], bool]) -> Mapping[str, Cost]:
    """Give what each item has cost by an edition's tiers, in its quarters, and by those before it (D19)."""
    rule = next((rule for rule in policy.rules if rule.kind == "overdue_item"), None)
    return items.costs(rule, facts, governed) if rule else {key: facts.taken[key] for key in facts.taken}


def _highest(entries: list[Entry]) -> list[Entry]:
    best: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind in START_BONUSES:
            key = (entry.unit, entry.subject)
            best[key] = max(best.get(key, entry), entry, key=lambda entry: entry.points)
    kept = set(map(id, best.values()))
    return [entry for entry in entries if entry.kind not in START_BONUSES or id(entry) in kept]
