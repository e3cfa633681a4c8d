"""What a build writes to, looked at before it begins: pages beside the data, and the place of the site."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.rim import usage

if TYPE_CHECKING:
    from collections.abc import Iterator

MOUNTS = Path("/proc/self/mountinfo")
PLACE = 4
"""Which word of a line there is the folder."""
EFFECTIVE = os.access in os.supports_effective_ids


def refuse_closed(docs: Path, site: Path | None) -> None:
    """Stop with status 2 where pages or site could not be written, naming the folder to change.

    `docs` is the folder of pages, `site` that of the site, None where only pages are written.
    """
    if closed := _closed(docs):
        usage(
            f"{closed} 不能写入（{_why(closed)}），而生成的页面先要写在数据旁边的 {docs}：请给它写的权限，"
            "或者用 git clone 把仓库克隆到能写的地方，在那里生成"
        )
    if site is None:
        return
    place = site.resolve()
    if place in _mounted():
        usage(f"{site} 是挂载点，网站写好以后不能整个换上去：请写到它下面的一个文件夹，例如 {site / 'site'}")
    for closed in filter(None, (_closed(place.parent), _closed(place))):
        usage(
            f"{closed} 不能写入（{_why(closed)}），网站写不到 {site}：请给这个文件夹写的权限，"
            "或者用 --site-dir 换一个地方"
        )


def _closed(folder: Path) -> Path | None:
    """Give the folder that keeps us from writing there: the folder itself, or the first above that is one."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    if there is None or not there.is_dir():
        return None  # told by who writes
    return None if os.access(there, os.W_OK | os.X_OK, effective_ids=EFFECTIVE) else there


def _why(folder: Path) -> str:
    return "磁盘是只读的" if os.statvfs(folder).f_flag & os.ST_RDONLY else "没有权限"


def _mounted() -> set[Path]:
    """Give the folders where something is mounted, as far as the system tells."""
    return set(_told())


def _told() -> Iterator[Path]:
    if MOUNTS.is_file():
        for line in MOUNTS.read_bytes().splitlines():
            name = re.sub(rb"\\([0-7]{3})", lambda code: bytes([int(code[1], 8)]), line.split(b" ")[PLACE])
            yield Path(os.fsdecode(name))
