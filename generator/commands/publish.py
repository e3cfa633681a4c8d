"""`guatu publish`: the site shown to readers, on a branch, in a web server's folder, or as a zip."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, fail, on_day, refuse_aside, usage, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.records.source import Refused
    from generator.review.shown import Place

NAMED = 20
BRANCH = "gh-pages"
NOTHING = "{} 上的已经是最新的，什么也没有写"


def publish(
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[str, typer.Option(metavar="DAY", help="数据截至哪一天；缺省为今天")] = "",
    remote: Annotated[str, typer.Option(metavar="R", help="发布到哪个仓库")] = "",
    branch: Annotated[str, typer.Option(metavar="B", help="发布到哪个分支")] = BRANCH,
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="改为发布到这个文件夹")] = None,
    zip_file: Annotated[Path | None, typer.Option("--zip", metavar="FILE", help="改为写成压缩包")] = None,
    files: Annotated[bool, typer.Option("--files/--no-files", help="各期文件是否写成文件供下载")] = True,
) -> None:
    """把网站发布出去：最新数据是一个版本，每个封存的期间各是一个版本，网页上可以切换。

    缺省发布到 git 仓库的一个分支，代码平台的网页服务直接用它。

    R 是名称、网址或文件夹，不写就是 origin，没有 origin 就是本仓库。

    --to 发布到网页服务器上的一个文件夹，服务器的根目录指向其中的 site。

    --zip 写成一个压缩包，解压后打开里面的“打开我.html”，不用联网，搜索也能用。

    发布的是已经提交的数据。封存的版本只写一次：内容相同就不再写，内容不同就拒绝并列出文件。

    不强推，不动数据仓库的文件和别的分支。

    读者看到的总是完整的旧网站或完整的新网站；中途断电或被终止，再执行一次就好。
    """
    if sum(bool(way) for way in (remote or branch != BRANCH, to, zip_file)) > 1:
        usage("--remote/--branch、--to、--zip 只能选一种")
    day = on_day(as_of)
    if zip_file:
        _zip(root, day, zip_file, files=files)
    else:
        _publish(root, day, remote, branch, to, files=files)


def _publish(root: Path, day: date, remote: str, branch: str, to: Path | None, *, files: bool) -> None:
    """Publish to a branch or a folder, and say what was written."""
    from contextlib import nullcontext

    from generator.commands.build import tell_faults
    from generator.commands.editions import Making, editions
    from generator.outputs.ahead import helping
    from generator.records import git
    from generator.review.lock import held, workroom
    from generator.review.publish import publish

    _refuse_unmerged(root)
    with telling(), workroom(rooms(root)) as room, held(to) if to else nullcontext(), helping():
        place = place_of(root, remote, branch, to)
        place.refuse_closed()
        found = editions(root, Making(day, room, "version", files))
        descends = partial(git.descends, root, found.current.commit)
        tell = partial(typer.echo, err=True)
        new = publish(
            place, found.current, found.sealed, room=room, descends=descends, heads=found.heads, say=tell
        )
    typer.echo(f"已发布到 {place.where}：{'、'.join(new)}" if new else NOTHING.format(place.where))
    tell_faults(found.problems)


def _zip(root: Path, day: date, file: Path, *, files: bool) -> None:
    """Write the offline copy."""
    from generator.commands.build import tell_faults
    from generator.commands.editions import Making, editions
    from generator.outputs.ahead import helping
    from generator.review.bundled import bundled
    from generator.review.lock import workroom

    _refuse_unmerged(root)
    with telling(), workroom(rooms(root)) as room, helping():
        found = editions(root, Making(day, room, "folder", files))
        count = bundled(found.current, found.revision, file, room)
    typer.echo(f"离线版已写好，{count} 个文件：{file}。解压后打开里面的“打开我.html”")
    tell_faults(found.problems)


def place_of(root: Path, remote: str, branch: str, to: Path | None) -> Place:
    """Give the place named on the command line; the caller holds its lock. Raises Refused."""
    from generator.review.branch import Branch
    from generator.review.folders import Folders

    return Folders(to.resolve()) if to else Branch.at(rooms(root) / "store", root, remote, branch)


def rooms(root: Path) -> Path:
    """Give the folder where publishing works, beside what `guatu build` writes."""
    return root.resolve() / "build" / "publish"


def _refuse_unmerged(root: Path) -> None:
    """Only what is committed and merged can be published; say so where there is more."""
    from generator.commands.rooms import refuse_closed
    from generator.outputs.settled import around
    from generator.records import git
    from generator.records.source import Refused
    from generator.records.worktree import altered

    try:
        commit = git.commit_of(root, "HEAD")
    except Refused as refused:
        usage(refused.text())
    refuse_aside(root, commit, "发布")
    refuse_closed(rooms(root), None)
    if new := [name for name in ("data", *around(root)) if altered(root, name)]:
        typer.echo(f"{'、'.join(new)} 里有还没有提交的改动，这次不发布它们", err=True)


@contextmanager
def telling() -> Iterator[None]:
    """Stop with status 1, saying why nothing was published."""
    from generator.records.source import Refused

    try:
        yield
    except Refused as refused:
        fail("\n".join(_lines(refused)))
    except OSError as error:
        named = error.filename2 or error.filename
        fail(f"文件读写不成（{f'{named}：' if named else ''}{why(error)}）：没有发布，读者看到的还是原来的")


def _lines(refused: Refused) -> Sequence[str]:
    """Say it file by file where a published version would change."""
    from generator.records.source import visible
    from generator.review.publish import WrittenOnce

    files = refused.files if isinstance(refused, WrittenOnce) else ()
    more = [f"  …… 共 {len(files)} 个"] if len(files) > NAMED else []
    return [refused.text(), *(f"  {visible(file)}" for file in files[:NAMED]), *more]
