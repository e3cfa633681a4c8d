"""The chain of seals as the checks read it: whatever is changed, removed or moved is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import seals as by_hand
from hypothesis import given
from hypothesis import strategies as st

from generator.records import chain
from generator.records.checks import Check, Context, check
from generator.records.checks import seals as rules
from generator.records.model.events import BulletinPublished
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PERIODS = ("2026-01", "2026-02", "2026-03", "2026Q1", "2026-04", "2026-05")
OTHER: dict[str, Any] = {
    "date": "2026-12-31", "writer": "DCS", "bulletin": "年度考核", "period": "2025", "as_of": "2026-12-30",
    "number": "9", "revision": "2", "reason": "补报", "commit": "e" * 40, "data": "e" * 64, "plans": "e" * 64,
    "policy": "e" * 64, "report": "e" * 64, "tool": "9.9.9", "results": ("第1名 乙街道 99分",), "id": "FC-9",
    "previous_head": "e" * 64, "new_head": "e" * 64, "note": "改过", "document": "改过",
}  # fmt: skip


def ledger() -> list[BulletinPublished]:
    """Six seals in a row."""
    made: list[BulletinPublished] = []
    for number, period in enumerate(PERIODS, 1):
        made.append(by_hand.act(number, period, made[-1].new_head if made else chain.START))
    return made


def codes(acts: Iterable[BulletinPublished]) -> set[str]:
    found = check(Portfolio.of(acts), Context(), tuple(map(Check, rules.RULES)))
    return {problem.code.id for problem in found}


def with_(act: BulletinPublished, **values: object) -> BulletinPublished:
    said = act.model_dump(by_alias=True, exclude_none=True, mode="json") | values
    return BulletinPublished.model_validate(said)


def rebuilt(acts: Sequence[BulletinPublished], start: int) -> list[BulletinPublished]:
    """The chain with every head worked out anew from a position on."""
    made = list(acts[:start])
    for act in acts[start:]:
        previous = made[-1].new_head if made else chain.START
        draft = with_(act, previous_head=previous)
        made.append(with_(draft, new_head=chain.head(draft)))
    return made


def test_an_untouched_chain_has_no_fault() -> None:
    assert codes(ledger()) == set()


def test_other_values_are_given_for_every_field() -> None:
    fields = set(BulletinPublished.model_fields) - {"marks", "path", "kind"}
    assert fields == set(OTHER)


@pytest.mark.parametrize("field", OTHER)
@pytest.mark.parametrize("position", range(len(PERIODS)))
def test_any_field_changed_at_any_position_breaks_its_head(position: int, field: str) -> None:
    acts = ledger()
    acts[position] = with_(acts[position], **{field: OTHER[field]})
    assert codes(acts) & {"G620", "G622"}


@pytest.mark.parametrize("position", range(len(PERIODS) - 1))
def test_a_change_with_its_own_head_breaks_the_next_link(position: int) -> None:
    acts = ledger()
    draft = with_(acts[position], results=OTHER["results"])
    acts[position] = with_(draft, new_head=chain.head(draft))
    assert codes(acts) == {"G621"}


@pytest.mark.parametrize("position", range(len(PERIODS) - 1))
def test_a_seal_removed_leaves_a_gap(position: int) -> None:
    acts = ledger()
    del acts[position]
    assert "G622" in codes(acts)


@given(st.integers(0, 5), st.integers(0, 5))
def test_two_seals_that_change_places_are_found(one: int, other: int) -> None:
    acts = ledger()
    numbers = acts[one].number, acts[other].number
    acts[one], acts[other] = (
        with_(acts[one], number=str(numbers[1])),
        with_(acts[other], number=str(numbers[0])),
    )
    assert bool(codes(acts)) == (one != other)


@pytest.mark.parametrize("position", range(len(PERIODS)))
def test_a_rebuilt_chain_and_a_shortened_one_have_other_heads(position: int) -> None:
    """Neither shows a fault by itself; whoever kept the head of the last bulletin finds both."""
    acts = ledger()
    kept = acts[-1].new_head
    changed = [*acts[:position], with_(acts[position], results=OTHER["results"]), *acts[position + 1 :]]
    forged = rebuilt(changed, position)
    assert codes(forged) == codes(acts[:position]) == set()
    assert kept not in {act.new_head for act in forged}
    assert kept not in {act.new_head for act in acts[:position]}


def test_two_seals_with_one_number_are_found() -> None:
    """Two changes, each sealed upon the same head, are valid alone and not together."""
    acts = ledger()
    twin = by_hand.act(6, "2026Q2", acts[4].new_head, id="FC-TWIN")
    assert codes([*acts, twin]) == {"G622"}


def test_canonical_text_has_one_form() -> None:
    assert chain.canonical({"乙": [1, None], "a": "甲"}) == '{"a":"甲","乙":[1,null]}'.encode()
    assert chain.digest({"b": 1, "a": 2}) == chain.digest({"a": 2, "b": 1})
    with pytest.raises(ValueError, match="JSON"):
        chain.canonical(float("nan"))
