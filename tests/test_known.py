"""What a day knows stays the same from the commit named for it on, and has the same digest just as long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sealed_repository
from districts import commit, git
from hypothesis import given
from hypothesis import strategies as st

from generator.mechanism.timeline import as_known
from generator.records.changes import EVENTS, Change, History
from generator.records.history import history
from generator.records.known import PAPERWORK, Known, Versions, added_since, since
from generator.records.load import load_revision
from generator.records.model.events import Decision, Event
from generator.records.portfolio import Portfolio
from generator.records.worktree import added, altered

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model.types import Record

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
SHELVES = ("organisations", "people", "leaders", "steps", "projects", "plans", "policies", "calendars")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district of three quarters with its history, each bulletin sealed."""
    return sealed_repository.made(tmp_path_factory.mktemp("known") / "district")


def at(root: Path, commit: str) -> tuple[Portfolio, History]:
    found = history(root, commit)
    return load_revision(root, commit, recorded=found.recorded)[0], found


def said(portfolio: Portfolio, day: date) -> tuple[object, ...]:
    """All that papers of a day are drawn from."""
    known, later = as_known(portfolio, day), as_known(portfolio, LAST)
    sent = [event for event in later.events.values() if isinstance(event, PAPERWORK)]
    bearing = sorted((event for event in sent if since(event, portfolio) <= day), key=lambda one: one.id)
    return tuple(getattr(known, shelf) for shelf in SHELVES), known.events, bearing


def named_by(versions: Versions, day: date) -> str:
    found = versions.of(day)
    assert found
    return found.commit


def line(root: Path) -> list[str]:
    return git(root, "rev-list", "--first-parent", "--reverse", "HEAD").split()


def test_from_the_commit_named_on_a_day_knows_the_same(root: Path) -> None:
    portfolio, found = at(root, "HEAD")
    commits, versions, known, named = line(root), Versions(found, portfolio), Known(portfolio), set()
    for weeks in range(0, 39, 3):
        day = FIRST + timedelta(weeks=weeks)
        commit = named_by(versions, day)
        then, _ = at(root, commit)
        assert said(then, day) == said(portfolio, day)
        assert Known(then).digest(day) == known.digest(day)
        named.add(commits.index(commit))
    assert len(named) > 4  # papers of old days name old commits
    assert max(named) < len(commits) - 1


def test_what_bears_on_every_day_moves_all(root: Path, tmp_path: Path) -> None:
    own = sealed_repository.copied(root, tmp_path / "own")
    portfolio, _ = at(own, "HEAD")
    project = min(portfolio.projects.values(), key=lambda one: one.id)
    text = (own / project.path).read_text(encoding="utf-8")
    commit = sealed_repository.committed(own, {project.path: text + "# 改\n"})
    after, found = at(own, "HEAD")
    assert named_by(Versions(found, after), FIRST) == commit
    assert Known(after).digest(FIRST) != Known(portfolio).digest(FIRST)


def test_a_new_fact_moves_its_day_and_later_ones_only(root: Path, tmp_path: Path) -> None:
    own = sealed_repository.copied(root, tmp_path / "own")
    portfolio, before = at(own, "HEAD")
    report = next(event for event in portfolio.events.values() if event.kind == "weekly_report")
    text = (own / report.path).read_text(encoding="utf-8")
    day, path = date(2026, 6, 10), report.path.replace(report.id, "ZB-X")
    text = text.replace(f"id: {report.id}", "id: ZB-X").replace(f"date: {report.date}", f"date: {day}")
    commit = sealed_repository.committed(own, {path: text})
    after, found = at(own, "HEAD")
    eve = day - timedelta(days=1)
    assert named_by(Versions(found, after), day) == commit
    assert Known(after).digest(day) != Known(portfolio).digest(day)
    assert named_by(Versions(found, after), eve) == named_by(Versions(before, portfolio), eve) != commit
    assert Known(after).digest(eve) == Known(portfolio).digest(eve)


def event(key: str, day: date) -> Decision:
    names: dict[str, Any] = {"id": key, "date": day, "path": f"{key}.yml", "text": key}
    return Decision.model_construct(**names)


days = st.integers(0, 20).map(lambda count: FIRST + timedelta(days=count))
facts = st.lists(st.tuples(days, st.integers(0, 9), st.booleans()), max_size=8)


@given(facts, days)
def test_the_newest_change_that_bears_on_the_day(told: list[tuple[date, int, bool]], day: date) -> None:
    events: dict[str, Event] = {}
    lives, bearing = {}, [-1]
    for number, (happened, place, rewritten) in enumerate(told):
        key = f"E{number}"
        events[key] = event(key, happened)
        life = (Change(place, f"c{place}", happened, "", key, ""),)
        lives[EVENTS, key] = (life[0]._replace(place=-1), *life) if rewritten else life
        bearing += [place] if rewritten or happened <= day else []
    found = Versions(History(lives), Portfolio(events=events)).of(day)
    assert (found.place if found else -1) == max(bearing)


@given(st.lists(days, max_size=8), days, st.integers(0, 7))
def test_a_digest_tells_what_is_known_and_nothing_else(told: list[date], day: date, place: int) -> None:
    events: dict[str, Event] = {f"E{n}": event(f"E{n}", happened) for n, happened in enumerate(told)}
    before = Known(Portfolio(events=events)).digest(day)
    key = f"E{place}"
    if key not in events:
        return
    changed: list[Record] = [events[key].model_copy(update={"text": "别的"})]
    after = {**events, key: changed[0]}
    differs = events[key].date <= day
    assert (Known(Portfolio(events=after)).digest(day) != before) is differs  # type: ignore[arg-type]
    late = replace(Portfolio(events=events), recorded={f"{key}.yml": FIRST})
    assert (Known(late).digest(day) != before) is differs


@given(st.lists(days, max_size=6), st.data())
def test_new_files_bear_on_the_days_from_the_first_of_their_events(
    told: list[date], data: st.DataObject
) -> None:
    events: dict[str, Event] = {f"E{n}": event(f"E{n}", happened) for n, happened in enumerate(told)}
    portfolio = Portfolio(events=events)
    new = data.draw(st.lists(st.sampled_from(sorted(events)), unique=True)) if events else []
    paths = [f"{key}.yml" for key in new]
    assert added_since(portfolio, paths) == min((events[key].date for key in new), default=date.max)
    assert added_since(portfolio, [*paths, "data/projects/P.yml"]) == date.min
    assert added_since(portfolio, None) == date.min


def test_what_a_commit_lacks(tmp_path: Path) -> None:
    """By paths below the root, which need not be the repository's top."""
    root, data = tmp_path / "下级", tmp_path / "下级" / "data"
    data.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for name in ("a.yml", "b.yml"):
        (data / name).write_text(name, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    commit(tmp_path, "2026-06-29")
    assert added(root, "data") == []
    assert not altered(root, "data")
    (root / "beside.yml").touch()
    assert not altered(root, "data")
    (data / "新 文件.yml").touch()
    assert added(root, "data") == ["data/新 文件.yml"]
    assert altered(root, "data")
    git(tmp_path, "add", "-A")
    (data / "more").mkdir()
    (data / "more" / "c.yml").touch()
    assert added(root, "data") == ["data/more/c.yml", "data/新 文件.yml"]
    (data / "a.yml").write_text("otherwise", encoding="utf-8")
    assert added(root, "data") is None
    (data / "a.yml").write_text("a.yml", encoding="utf-8")
    assert added(root, "data") is not None
    (data / "b.yml").unlink()
    assert added(root, "data") is None


def test_what_git_is_told_to_ignore_or_not_to_look_at_is_no_commit(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    git(tmp_path, "init", "-q")
    for name in ("a.yml", "b.yml"):
        (data / name).write_text(name, encoding="utf-8")
    commit(tmp_path, "2026-06-29")
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "exclude").write_text("c.yml\n", encoding="utf-8")
    (data / "c.yml").touch()
    assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (True, ["data/c.yml"])
    (data / "c.yml").unlink()
    assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (False, [])
    (tmp_path / ".git" / "info" / "exclude").write_text(".DS_Store\n", encoding="utf-8")
    (data / ".DS_Store").touch()
    assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (False, [])
    git(tmp_path, "config", "status.showUntrackedFiles", "no")
    (data / "d.yml").touch()
    assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (True, ["data/d.yml"])
    (data / "d.yml").unlink()
    hook = tmp_path / "hook"
    hook.write_text("#!/bin/sh\nprintf 'last\\0'\n", encoding="utf-8")
    hook.chmod(0o755)
    git(tmp_path, "config", "core.fsmonitor", str(hook))
    git(tmp_path, "update-index", "--fsmonitor")
    git(tmp_path, "status")
    (data / "b.yml").write_text("other", encoding="utf-8")
    assert not git(tmp_path, "diff", "--name-only")
    assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (True, None)
    git(tmp_path, "config", "core.fsmonitor", "false")
    (data / "b.yml").write_text("b.yml", encoding="utf-8")
    for flag in ("assume-unchanged", "skip-worktree"):
        git(tmp_path, "update-index", f"--{flag}", "data/a.yml")
        (data / "a.yml").write_text("otherwise", encoding="utf-8")
        assert (altered(tmp_path, "data"), added(tmp_path, "data")) == (True, None)
        (data / "a.yml").write_text("a.yml", encoding="utf-8")
        git(tmp_path, "update-index", f"--no-{flag}", "data/a.yml")
        assert not altered(tmp_path, "data")
