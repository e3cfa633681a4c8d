"""Published versions against what their seals give: rebuilt from the commit, and compared byte by byte.

Beside the versions readers see `latest`, the start page and the menu of versions; nothing else belongs there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mike.versions import Versions

from generator.review.release import Release, folder_digests
from generator.review.shown import INDEX, LATEST, MENU, start_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from generator.review.editions import Edition
    from generator.review.shown import Place

NAMED = 20
CURRENT, PLAIN = "current", ".nojekyll"
OFFICE = (".docx", ".xlsx", ".pdf")


def compared(place: Place, shown: Mapping[str, Release], edition: Edition, room: Path) -> Iterator[str]:
    """Say how a published version differs from its own record, and from the site built anew.

    `shown` is what the place shows. Raises Refused where the site cannot be built.
    """
    release = shown.get(edition.name)
    if release is None:
        yield f"还没有发布到 {place.where}"
        return
    stored = place.altered(edition.name)
    if stored:
        yield f"已发布的文件被改过 {len(stored)} 个：{_listed(stored)}"
    folder = room / edition.name
    folder.mkdir()
    edition.build(folder)
    made = Release.of(edition, folder)
    if word := _papers(release, made):
        yield word
    elif differing := release.altered(folder_digests(folder)):
        note = f"{_listed(differing)}{_tools(release, made)}"
        yield f"重新生成的网站有 {len(differing)} 个文件与发布的不同：{note}"
    if not release.tells_of(edition):
        yield f"发布时记的是提交 {release.commit[:12]}、第{release.number}号封存 {release.head[:16]}…"


def beside(place: Place, shown: Mapping[str, Release], titles: Mapping[str, str]) -> Iterator[str]:
    """Say what readers see besides the sealed versions that publishing did not put there.

    `titles` names the versions there may be, by the ledger: `current` and the sealed ones. That `current` is
    as its record says is all that is told of it here; what the record should say, `compared` tells.
    """
    if strange := sorted(shown.keys() - titles.keys()):
        yield f"发布了台账上没有的版本：{_listed(strange)}"
    if CURRENT not in shown:
        yield f"没有 {CURRENT} 这个版本"
    elif stored := place.altered(CURRENT):
        yield f"{CURRENT} 的文件被改过 {len(stored)} 个：{_listed(stored)}"
    newest = max(shown.keys() - {CURRENT}, key=lambda name: shown[name].number, default=CURRENT)
    if newest in shown and place.latest() != newest:
        yield f"{LATEST} 与最新一期 {newest} 不一样"
    around = dict(place.around())
    if around.pop(INDEX, b"") != start_page().encode():
        yield f"首页 {INDEX} 与发布时写的不一样"
    if json.loads(around.pop(MENU, b"[]")) != _menu(shown.keys(), newest, titles):
        yield f"版本清单 {MENU} 与发布时写的不一样"
    if around.pop(PLAIN, b""):
        yield f"{PLAIN} 应当是空的"
    if around:
        yield f"有 {len(around)} 个不是发布的文件：{_listed(sorted(around))}"


def _menu(names: Collection[str], newest: str, titles: Mapping[str, str]) -> object:
    """Give the menu as publishing writes it."""
    made = Versions()
    for name in names:
        made.add(name, titles.get(name, name), [LATEST] if name == newest else [])
    return json.loads(made.dumps())


def _papers(release: Release, made: Release) -> str:
    """Say that a site was published with, or without, papers as files, where it is built otherwise here."""
    was, now = (any(path.endswith(OFFICE) for path in one.files) for one in (release, made))
    if was == now:
        return ""
    return "发布时用了 --no-files，请加上，再核对" if now else "发布时没有用 --no-files，请去掉，再核对"


def _listed(files: list[str]) -> str:
    return "、".join(files[:NAMED]) + ("……" if len(files) > NAMED else "")


def _tools(release: Release, made: Release) -> str:
    if release.tool == made.tool:
        return ""
    return f"（发布时用的是 guatu {release.tool}，现在是 {made.tool}：请用原来的版本再核对）"
