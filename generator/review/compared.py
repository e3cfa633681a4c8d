"""Published versions against what their seals give: rebuilt from the commit, and compared byte by byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.release import Release, folder_digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.review.editions import Edition
    from generator.review.shown import Place

NAMED = 20


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
    if differing := release.altered(folder_digests(folder)):
        note = f"{_listed(differing)}{_tools(release, made)}"
        yield f"重新生成的网站有 {len(differing)} 个文件与发布的不同：{note}"
    if not release.tells_of(edition):
        yield f"发布时记的是提交 {release.commit[:12]}、第{release.number}号封存 {release.head[:16]}…"


def _listed(files: list[str]) -> str:
    return "、".join(files[:NAMED]) + ("……" if len(files) > NAMED else "")


def _tools(release: Release, made: Release) -> str:
    if release.tool == made.tool:
        return ""
    return f"（发布时用的是 guatu {release.tool}，现在是 {made.tool}：请用原来的版本再核对）"
