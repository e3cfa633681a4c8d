"""The named alternatives of a reading, each one change to an edition of the rules (table of D1–D28)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.records.model.policy import Policy

MOST = 6
"""No cap has more digits before its point than one more than this."""
Change = "Callable[[Policy], Policy]"


def _set(**fields: object) -> Callable[[Policy], Policy]:
    return lambda policy: policy.model_copy(update=fields)


def _part(part: str, **fields: object) -> Callable[[Policy], Policy]:
    return lambda policy: policy.model_copy(update={part: getattr(policy, part).model_copy(update=fields)})


def _rule(kinds: str, **fields: object) -> Callable[[Policy], Policy]:
    def change(policy: Policy) -> Policy:
        rules = [
            rule.model_copy(update=fields) if rule.kind in kinds.split() else rule for rule in policy.rules
        ]
        return policy.model_copy(update={"rules": tuple(rules)})

    return change


def _size_first(policy: Policy) -> Policy:
    """Put the lines that go by size before those that go by programme (D27)."""
    lines = sorted(policy.routing, key=lambda line: line.when.investment_wan_at_least is None)
    return policy.model_copy(update={"routing": tuple(lines)})


def _cap(value: str) -> Callable[[Policy], Policy]:
    cap = None if value == "none" else Decimal(value)
    if cap and (not cap.is_finite() or cap.adjusted() > MOST):
        raise ValueError(value)

    def change(policy: Policy) -> Policy:
        categories = tuple(category.model_copy(update={"cap": cap}) for category in policy.categories)
        return policy.model_copy(update={"categories": categories})

    return change


SWITCHES: Mapping[str, Mapping[str, Any]] = {
    "late_restore": {
        "rolling": _rule("late_start", measure="rolling", mode="add_back"),
        "calendar_month": _rule("late_start", measure="calendar_month", mode="add_back"),
        "replace": _rule("late_start", mode="replace"),
    },
    "late_recurring": {
        "false": _rule("missed_start", recurring=False),
        "true": _rule("missed_start", recurring=True),
    },
    "stacking": {"all": _set(stacking="all"), "highest_only": _set(stacking="highest_only")},
    "start_means": {
        "substantive": _set(start_means="substantive"),
        "ceremony_or_substantive": _set(start_means="ceremony_or_substantive"),
    },
    "progress_test": {
        "deadline": _rule("missed_progress", test="deadline"),
        "quarter_end_status": _rule("missed_progress", test="quarter_end_status"),
    },
    "tiers": {
        "highest": _rule("overdue_item", mode="highest"),
        "cumulative": _rule("overdue_item", mode="cumulative"),
    },
    "calendar": {"working": _set(working_days="working"), "natural_days": _set(working_days="natural")},
    "due_shift": {"next": _set(due_shift="next_workday"), "none": _set(due_shift="none")},
    "charge_supporting": {
        "false": _rule("overdue_item early_item", charge_supporting=False),
        "true": _rule("overdue_item early_item", charge_supporting=True),
    },
    "repeated_meetings": {
        "from_third": _rule("repeated_item", level="same", count_all_from_first=False),
        "any_level": _rule("repeated_item", level="any"),
        "count_all_from_first": _rule("repeated_item", count_all_from_first=True),
    },
    "red_conversion": {
        "pairs": _part("cards", red_mode="pairs"),
        "every_further_yellow": _part("cards", red_mode="every_further_yellow"),
    },
    "q4": {
        "carry_and_own": _part("adjustments", fourth_quarter="carry_and_own"),
        "own_only": _part("adjustments", fourth_quarter="own_only"),
    },
    "routing": {"programme_first": lambda policy: policy, "size_first": _size_first},
    "ranking_by": {
        "total": _part("ranking", by="total"),
        "base_total": _part("ranking", by="base_total"),
    },
    "no_item": {"keep_base": _set(no_item="keep_base"), "reweight": _set(no_item="reweight")},
}


def switched(policy: Policy, switch: str) -> Policy:
    """Give an edition with one switch set, `name=value`. Raises ValueError where there is no such switch."""
    name, _, value = switch.partition("=")
    try:
        change = _cap(value) if name == "cap_category" else SWITCHES[name][value]
    except (KeyError, InvalidOperation):
        raise ValueError(switch) from None
    changed: Policy = change(policy)
    return changed
