"""Units, projects and kinds of events are found by the words people know them by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import typer
from full_records import portfolio
from hypothesis import given
from hypothesis import strategies as st

from generator.commands import meant
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.portfolio import Portfolio


@pytest.fixture(scope="module")
def known(policy: Policy, calendars: dict[int, CalendarYear]) -> Portfolio:
    """Three copies of every record, each field told by where it stands and a number of its own."""
    count = iter(range(10_000))
    return portfolio(lambda where, _: f"{where.partition(':')[2]}〔{next(count)}〕", policy, calendars, 3)


def widened(text: str) -> str:
    """Write it as an input method does that is left in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


CHANGES: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "small": str.lower,
    "capital": str.upper,
    "wide": widened,
    "blanks": lambda text: f" {text} ",
}


@given(data=st.data())
def test_an_id_or_name_is_found_however_it_is_typed(known: Portfolio, data: st.DataObject) -> None:
    change = CHANGES[data.draw(st.sampled_from(sorted(CHANGES)))]
    about = data.draw(st.sampled_from(sorted(known.projects.values(), key=lambda one: one.id)))
    of = data.draw(st.sampled_from(sorted(known.organisations.values(), key=lambda one: one.id)))
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    assert meant.project(known, change(data.draw(st.sampled_from([about.id, about.name])))) == about.id
    assert meant.unit(known, change(data.draw(st.sampled_from([of.id, of.name, of.short])))) == of.id
    assert meant.kind(change(data.draw(st.sampled_from([kind, KINDS[kind].title])))) == kind


def test_a_part_that_one_alone_has_is_enough(known: Portfolio) -> None:
    for about in known.projects.values():
        assert meant.project(known, about.name[about.name.index("〔") :]) == about.id
    assert meant.kind("情况一览表") == "weekly_report"


def test_a_single_sign_is_no_part(known: Portfolio, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as stopped:
        meant.unit(known, "〔")
    assert stopped.value.exit_code == 2
    assert "名册里没有“〔”这个单位；可写：" in capsys.readouterr().err


def test_what_several_have_names_them(known: Portfolio, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        meant.project(known, "name")
    said = capsys.readouterr().err
    assert "“name”不止一个；可写：" in said
    shown = [f"{one.id}（{one.name}）" for one in known.projects.values()]
    assert sum(one in said for one in shown) == len(shown) > 1


def test_of_many_the_first_are_named(known: Portfolio, capsys: pytest.CaptureFixture[str]) -> None:
    [one, *_] = known.projects.values()
    many = {f"P{count}": one.model_copy(update={"id": f"P{count}"}) for count in range(meant.MANY + 1)}
    with pytest.raises(typer.Exit):
        meant.project(replace(known, projects=many), one.name)
    said = capsys.readouterr().err
    assert said.count(one.name) == meant.SHOWN + 1
    assert f"等 {meant.MANY + 1} 个" in said


@pytest.mark.parametrize("word", sorted(meant.EVERYDAY))
def test_everyday_words_lead_to_kinds(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = meant.EVERYDAY[word]
    assert {*kinds} <= KINDS.keys()
    assert sum(word in model.title for model in KINDS.values()) != 1  # else the title says it
    if len(kinds) == 1:
        assert meant.kind(word) == kinds[0]
        return
    with pytest.raises(typer.Exit):
        meant.kind(word)
    said = capsys.readouterr().err
    places = [said.index(f"{one}（{KINDS[one].title}）") for one in kinds]
    assert places == sorted(places)
    assert f"“{word}”不止一种" in said


def test_any_id_will_do_while_there_are_no_units(known: Portfolio) -> None:
    assert meant.unit(replace(known, organisations={}), "CGZ") == "CGZ"
    assert meant.unit(known, "") == ""
