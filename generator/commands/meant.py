"""Which unit, project or kind of event somebody meant who knows it by a word, not by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from generator.commands.rim import usage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from generator.records.portfolio import Portfolio

EVERYDAY = {
    "撤回": ("correction",),
    "撤销": ("correction",),
    "作废": ("correction",),
    "更新": ("correction", "weekly_report", "monthly_report"),
    "修改": ("correction",),
    "改错": ("correction",),
    "附件2": ("weekly_report",),
    "投资": ("monthly_report",),
    "开工": ("substantive_start", "ceremony", "start_certified"),
    "竣工": ("completed", "commissioned"),
    "投产": ("commissioned",),
    "销号": ("item_closed", "closure_confirmed"),
    "办完": ("item_closed",),
    "延期": ("due_changed", "plan_adjusted"),
    "改期": ("due_changed", "plan_adjusted"),
    "黄牌": ("card_issued",),
    "红牌": ("card_issued",),
    "退出": ("project_withdrawn",),
    "移交": ("lead_changed",),
}
"""What people in units say instead of a kind's title, and the kinds that say it, the likeliest first."""
MANY, SHOWN = 50, 8
"""So many are all named, as a district's units are; of more only the first."""


def unit(known: Portfolio, written: str) -> str:
    """Read a unit by id, full or short name, or a part that only one has; any id while there are no units.

    Stops with exit status 2 and the units that may be meant, where none or several are.
    """
    units = {one.id: (one.short, one.name) for one in known.organisations.values()}
    if not written or not units:
        return written
    found = _fitting(written, units)
    return found[0] if len(found) == 1 else _unclear(f"名册里没有“{written}”这个单位", written, found, units)


def project(known: Portfolio, written: str) -> str:
    """Read a project by id or name, or a part that only one has.

    Stops with exit status 2 and the projects that may be meant, where none or several are.
    """
    projects = {one.id: (one.name,) for one in known.projects.values()}
    found = _fitting(written, projects)
    return found[0] if len(found) == 1 else _unclear(f"没有“{written}”这个项目", written, found, projects)


def kind(written: str) -> str:
    """Read a kind of event by its name, its Chinese title or a part of it, or what people say for it.

    Stops with exit status 2 and the kinds that may be meant, where none or several are.
    """
    from generator.records.model.events import KINDS

    titles = {key: (model.title,) for key, model in KINDS.items()}
    found, said = _fitting(written, titles), EVERYDAY.get(_plain(written), ())
    if len(found) != 1 and len(said) != 1:
        _strange(written, [*dict.fromkeys([*said, *found])], titles)
    return found[0] if len(found) == 1 else said[0]


def _strange(written: str, found: Collection[str], titles: Mapping[str, Sequence[str]]) -> NoReturn:
    """Stop, and name the kinds that may be meant; where none may, all."""
    from generator.records.guesses import nearest

    words = {title: key for key, (title,) in titles.items()}
    near = found or [words.get(one, one) for one in nearest(written, [*words, *titles], 0.4)] or titles
    shown = "、".join(f"{one}（{titles[one][0]}）" for one in near)
    several = f"“{written}”不止一种" if found else f"没有“{written}”这种事件"
    usage(f"{several}；可写：{shown}")


def _fitting(written: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """List the ids that a word names: by an id or name as written, or in another case, or by a part."""
    word = _plain(written)
    if not word:
        return []
    ways: tuple[Callable[[str], bool], ...] = (
        lambda said: said == written,
        lambda said: _plain(said) == word,
        lambda said: len(word) > 1 and word in _plain(said),
    )
    return next(
        (
            found
            for way in ways
            if (found := [one for one, more in names.items() if any(way(said) for said in (one, *more))])
        ),
        [],
    )


def _plain(text: str) -> str:
    """Write a text without differences of case, width and blanks."""
    from generator.records.guesses import halved

    return "".join(halved(text).casefold().split())


def _unclear(said: str, written: str, found: Collection[str], names: Mapping[str, Sequence[str]]) -> NoReturn:
    """Stop, and name those that fit; where none does the nearest, else the first."""
    from generator.records.guesses import nearest

    words = {name: one for one, more in names.items() for name in (one, *more)}
    near = [*(found or dict.fromkeys(words[one] for one in nearest(written, words, 0.5)) or sorted(names))]
    listed = near if len(near) <= MANY else near[:SHOWN]
    shown = "、".join(f"{one}（{names[one][0]}）" for one in listed)
    more = f"等 {len(near)} 个" if len(listed) < len(near) else ""
    several = f"“{written}”不止一个" if found else said
    usage(f"{several}；可写：{shown}{more}" if shown else said)
