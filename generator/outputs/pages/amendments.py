"""变更记录 of what stands on pages of its own: a year's plans, the editions of the regulation, the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.changelog import amended, changelog, worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.outputs.changelog import Line
    from generator.outputs.view import View


def names_of(view: View) -> Mapping[str, str]:
    """Give the names of units and leaders that stand in a 变更记录 for their ids."""
    units = {key: unit.short for key, unit in view.known.organisations.items()}
    return {key: view.leader_name(key) for key in view.known.leaders} | units


def of_plans(view: View, year: int) -> Sequence[Line]:
    """Tell what changed in a year's plan files after they came, newest first."""
    keys = [
        (shelf, name)
        for shelf, name in view.history.lives
        if shelf == "plans" and name.startswith(f"{year}/")
    ]
    return worded(amended(changelog(view.history, keys))[::-1], names_of(view))


def of_policies(view: View) -> Sequence[Line]:
    """Tell the lives of all editions of the regulation, newest first."""
    return changelog(view.history, [key for key in view.history.lives if key[0] == "policy"])[::-1]


def of_authority(view: View) -> Sequence[Line]:
    """Tell the life of the authority matrix, newest first."""
    return changelog(view.history, [key for key in view.history.lives if key[0] == "authority"])[::-1]
