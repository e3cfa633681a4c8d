"""Publishing: what is sealed is written once, the working site follows, readers see it whole or not yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.source import Refused
from generator.review.release import sealed_up
from generator.review.shown import FEW, LATEST, LostRaceError, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.review.editions import Edition
    from generator.review.release import Release
    from generator.review.shown import Place

TRIES = 8
MEND = (
    "。先查清是谁改的（guatu verify --published 逐个比对），把这些文件恢复成发布时的样子"
    "（发布在分支上的用 git revert 撤销那次提交，在文件夹里的从备份取回），再发布"
)


class WrittenOnce(Refused):
    """A published version would change; `files` names those that differ, by path."""

    def __init__(self, zh: str, en: str, files: tuple[str, ...]) -> None:
        super().__init__(zh, en)
        self.files = files


@dataclass
class Building:
    """Builds each edition once, however often the race is lost."""

    room: Path
    done: dict[str, Placed] = field(default_factory=dict)

    def placed(self, edition: Edition) -> Placed:
        """Give an edition's finished site, its record beside it."""
        if edition.name not in self.done:
            folder = self.room / edition.name
            folder.mkdir()
            edition.build(folder)
            self.done[edition.name] = Placed(edition, folder, sealed_up(edition, folder))
        return self.done[edition.name]


def publish(  # noqa: PLR0913 - the place, what is to be shown there, and what its history must be
    place: Place,
    current: Edition,
    sealed: Sequence[Edition],
    *,
    room: Path,
    descends: Callable[[str], bool],
    heads: Mapping[int, str],
    say: Callable[[str], object] = str,
) -> Sequence[str]:
    """Publish the working site and each sealed edition that is not there yet; names what was written.

    `room` is an empty folder to build in; `descends(commit)` tells whether the commit of `current` is that
    commit or comes after it; `heads` is the ledger, number to head. An earlier day than the one shown is no
    fault (that may have been a day yet to come), but `say` is told of it.
    Raises Refused for anything that would change or lose what has been published.
    """
    building = Building(room)
    for _ in range(TRIES):
        shown = place.shown()
        refuse_lost_seals(shown, sealed, heads)
        refuse_older(shown, current, descends)
        wanted = list(_wanted(place, shown, sealed, building))
        newest = max(sealed, key=lambda edition: edition.number, default=current)
        if _changed(shown.get(current.name), building.placed(current)) or place.altered(current.name):
            wanted.append(current)
        if not wanted and place.latest() == newest.name:
            return ()
        before = place.around()
        try:
            place.put([building.placed(edition) for edition in wanted], newest.name)
        except LostRaceError:
            continue
        for said in (_earlier(shown.get(current.name), current), _gone(before, place)):
            if said:
                say(said)
        return [edition.name for edition in wanted] or [LATEST]
    raise Refused(
        f"连续 {TRIES} 次都有别人抢先发布，这次没有发布：请稍后再执行",
        f"Others published first {TRIES} times in a row; nothing was published: run this again later",
    )


def refuse_older(shown: Mapping[str, Release], current: Edition, descends: Callable[[str], bool]) -> None:
    """Refuse data that do not come after those last published. Raises Refused, naming both commits."""
    last = shown.get(current.name)
    if last and not descends(last.commit):
        raise Refused(
            f"上次发布的是提交 {last.commit}，现在的 {current.commit} 不是它的后续：请先取回最新的数据"
            "（git pull）；如果历史被改写过，先查清是谁改的",
            f"Commit {last.commit} was published last, and {current.commit} does not come after it:"
            " fetch the newest data first (git pull); if history was rewritten, find out by whom",
        )


def _earlier(last: Release | None, current: Edition) -> str:
    day = current.as_of.isoformat()
    if last is None or last.as_of <= day:
        return ""
    return (
        f"原来显示的数据截至 {last.as_of}，现在退回到 {day}，这以后的不再显示："
        "如果不是有意的，去掉 --as-of 再发布一次"
    )


def _gone(before: Iterable[str], place: Place) -> str:
    """Say what others had put beside the versions and is not there any more."""
    gone = sorted(set(before) - set(place.around()))
    if not gone:
        return ""
    more = f"…… 共 {len(gone)} 个" if len(gone) > FEW else ""
    return (
        f"{place.where} 里不是发布的文件没有保留：{'、'.join(gone[:FEW])}{more}。每次发布都是新的文件夹，"
        "要同时给读者看的文件放在它外面，由网页服务器的设置指过去"
    )


def refuse_lost_seals(
    shown: Mapping[str, Release], sealed: Sequence[Edition], heads: Mapping[int, str]
) -> None:
    """Refuse a ledger that no longer has what was published from it. Raises Refused."""
    for name, release in sorted(shown.items()):
        if release.number and heads.get(release.number) != release.head:
            now = heads.get(release.number)
            raise Refused(
                f"已发布的 {name} 出自第 {release.number} 号封存（{release.head}），现在的台账里"
                + (f"这一号是 {now}" if now else "没有这一号")
                + "：封存记录被删改过，请先用 guatu verify 查清",
                f"{name} was published from seal {release.number} ({release.head}), which the ledger"
                f" now has as {now or 'nothing'}: a seal was removed or changed",
            )
    gone = sorted(shown.keys() - {edition.name for edition in sealed} - {"current"})
    if gone:
        raise Refused(
            f"已发布的各期里有台账上找不到的：{'、'.join(gone)}。已发布的不能撤下，请先恢复封存记录",
            f"Published, yet not in the ledger: {', '.join(gone)}. What is published stays",
        )


def _wanted(
    place: Place, shown: Mapping[str, Release], sealed: Iterable[Edition], building: Building
) -> Iterable[Edition]:
    """Give the sealed editions still to be published. Raises Refused where one would change."""
    for edition in sorted(sealed, key=lambda edition: edition.number):
        release = shown.get(edition.name)
        if release is None and edition.remade:
            yield edition
        elif release is None:
            continue
        elif altered := place.altered(edition.name):
            raise _written_once(edition.name, altered, "存放处的文件与发布时的记录不一致", MEND)
        elif not release.tells_of(edition):
            files = building.placed(edition).release.altered(release.files)
            raise _written_once(edition.name, files, _differs(release, edition))


def _changed(before: Release | None, placed: Placed) -> bool:
    return before is None or not before.tells_of(placed.edition) or before.files != placed.release.files


def _differs(release: Release, edition: Edition) -> str:
    pairs = (
        ("封存号", release.number, edition.number),
        ("链首", release.head, edition.head),
        ("提交", release.commit, edition.commit),
        ("数据截至", release.as_of, edition.as_of.isoformat()),
    )
    return "，".join(f"{name}已发布的是 {then}、现在是 {now}" for name, then, now in pairs if then != now)


def _written_once(name: str, files: Sequence[str], why: str, mend: str = "") -> WrittenOnce:
    return WrittenOnce(
        f"{name} 已经发布过，不能改动：{why}"
        + (f"，有 {len(files)} 个文件不同" if files else "，文件内容相同")
        + mend,
        f"{name} has been published and is written once; {len(files)} files differ",
        tuple(files),
    )
