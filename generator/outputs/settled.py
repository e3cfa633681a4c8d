"""The settings as a commit has them: laid out while a site of it is built; nothing leads out of there."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from generator.bundle import bundle
from generator.outputs.builder import BuildError
from generator.outputs.plan import CONFIG, inherited, settings
from generator.outputs.reused import OWN, ordinary
from generator.records import git
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.outputs.plan import Plan

FILES = frozenset({git.PLAIN, git.EXECUTABLE})
LONGEST, BRACKETS = 16384, 64
"""Bytes and brackets in settings that say how a site is called; of more the reader of YAML makes seconds."""


@contextmanager
def settled(plan: Plan) -> Iterator[Plan]:
    """Give a plan whose settings are its commit's, where it is of one; ours where that has none.

    Raises Refused for a commit that is no part of the main branch and whose settings could run code.
    """
    found = _found(plan) if plan.fixed and plan.revision.commit else None
    text = next(git.contents(plan.root, [found.id])) if found else b""
    if not plan.fixed:
        yield plan
    elif not found or text == (bundle() / CONFIG).read_bytes():
        yield replace(plan, home=bundle())
    else:
        with TemporaryDirectory(prefix="guatu-") as room, _told(folder := Path(room).resolve(), plan):
            (folder / CONFIG).write_bytes(text)
            if not (found.mode in FILES and harmless(text)):
                _refuse_unmerged(plan)
                if found.mode not in FILES or not _ordinary(folder / CONFIG):
                    (folder / CONFIG).unlink()
                    plan = _whole(plan, folder)
            yield plan if plan.home else replace(plan, home=folder)


def harmless(text: bytes) -> bool:
    """Tell whether settings say how the site is called and no more: no file is named, no code, no tag.

    They may be anybody's: neither what repeats itself nor what is nested deep is read.
    """
    try:
        said = text.decode()
        if len(text) > LONGEST or said.count("[") + said.count("{") > BRACKETS:
            return False
        if any(isinstance(token, yaml.TagToken | yaml.AliasToken) for token in yaml.scan(said)):
            return False
        told = yaml.safe_load(said) or {}
    except (ValueError, RecursionError, yaml.YAMLError):
        return False
    return isinstance(told, dict) and told.keys() <= OWN


def around(root: Path) -> Sequence[str]:
    """Name the files of a work tree by which its site is set, by path below the root: mkdocs.yml first.

    The others are what it inherits, hooks and the theme's folder, where they lie in the repository.
    """
    config = root / CONFIG
    if not config.is_file() or harmless(config.read_bytes()):
        return [CONFIG]
    with suppress(Refused):
        here, prefix = root.resolve(), git.room(root).prefix
        top = here if prefix is None else here.parents[prefix.count("/") - 1] if prefix else here
        told = [(here / name).resolve() for name in _named(settings(config))]
        files = [path for path in (*inherited(config.resolve()), *told) if path.is_relative_to(top)]
        return [CONFIG, *(os.path.relpath(path, here) for path in files)]
    return [CONFIG]


def _named(told: Mapping[str, Any]) -> Iterator[str]:
    theme, hooks = told.get("theme"), told.get("hooks")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    for name in (folder, *(hooks if isinstance(hooks, list) else ())):
        if isinstance(name, str):
            yield name


def _found(plan: Plan) -> git.Blob | None:
    listed = git.blobs(plan.root, plan.revision.commit, CONFIG)
    return next((blob for blob in listed if blob.path == CONFIG and blob.mode != git.MODULE), None)


@contextmanager
def _told(folder: Path, plan: Plan) -> Iterator[None]:
    """Name the commit in what is said of the settings, not the folder they lie in for a while."""
    before, after = f"{folder}/", f"{plan.revision.abbreviated}:"
    try:
        yield
    except Refused as refused:
        raise Refused(refused.zh.replace(before, after), str(refused).replace(before, after)) from None
    except BuildError as error:
        raise BuildError(str(error).replace(before, after)) from None


def _ordinary(config: Path) -> bool:
    """Tell whether settings name no file, as ours do not; False where they cannot be read."""
    try:
        return ordinary(config)
    except (Refused, ValueError):
        return False


def _refuse_unmerged(plan: Plan) -> None:
    root, commit = plan.root, plan.revision.commit
    if (main := git.main_branch(root)) and not git.descends(root, main, commit):
        raise Refused(
            f"提交 {commit[:12]} 不在主分支（{main}）上，它的 {CONFIG} 不只写名称和地址，照它排版可能执行"
            "里面的程序：看过以后检出那次提交，不带 --rev 再生成",
            f"Commit {commit[:12]} is not on {main}, and its {CONFIG} could run code: look at it, check it"
            " out, and build without --rev",
        )


def _whole(plan: Plan, folder: Path) -> Plan:
    """Lay out all that the commit has but the data, as its settings may name any of it."""
    root, commit = plan.root, plan.revision.commit
    prefix = git.room(root.resolve()).prefix or ""
    _lay(root, commit, f"{prefix}data/", folder)
    home = folder / prefix
    there = (home / CONFIG).is_file()
    return replace(plan, home=home if there else bundle(), past=commit != git.commit_of(root, "HEAD"))


def _lay(root: Path, commit: str, data: str, folder: Path) -> None:
    lines = git.git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]
    blobs = [one for one in map(_entry, lines) if not one.path.startswith(data) and _safe(one)]
    said = dict(zip(blobs, git.contents(root, [one.id for one in blobs]), strict=True))
    for blob in blobs:
        if blob.mode in FILES:
            (folder / blob.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / blob.path).write_bytes(said[blob])
    _link({folder / blob.path: said[blob] for blob in blobs if blob.mode == git.LINK}, folder)


def _entry(line: bytes) -> git.Blob:
    head, _, path = line.partition(b"\t")
    mode, _, id_ = head.decode().split(" ")
    return git.Blob(mode, id_, os.fsdecode(path))


def _safe(blob: git.Blob) -> bool:
    """Tell what can be laid out from what lies in another repository, or would lie elsewhere."""
    return blob.mode != git.MODULE and not {"", ".", "..", ".git"} & set(blob.path.lower().split("/"))


def _link(links: Mapping[Path, bytes], folder: Path) -> None:
    """Make links, after the files so that none is written through one, and remove those that lead out."""
    for link, target in links.items():
        if _inside(link.parent, folder):
            with suppress(OSError, ValueError):
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(os.fsdecode(target))
    for link in links:
        if link.is_symlink() and not _inside(link, folder):
            link.unlink()


def _inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder)
