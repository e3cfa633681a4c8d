"""`guatu impact` as the office calls it: in a real repository, over two branches, then really merged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from districts import BASE, build, git
from markdown_it import MarkdownIt
from sealed_repository import committed, made, seals_of
from small_changes import event, text
from typer.testing import CliRunner

from generator.cli import app
from generator.review.impact.markdown import MARKER

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

PLAN = "data/plans/2026/P002.yml"
KEYS = [
    "schema", "headline", "as_of", "touched", "points", "adjustments", "periods", "cards", "seats",
    "rectification", "referrals", "steps", "baselines", "late", "papers", "seals", "notes", "names",
    "foreseen", "awaited",
]  # fmt: skip


def guatu(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def impact(root: Path, *more: object, head: str = "unit", day: str = "2026-07-02") -> Result:
    return guatu("impact", "--root", root, "--base", "main", "--head", head, "--as-of", day, *more)


def document(root: Path, **more: Any) -> dict[str, Any]:
    done = impact(root, "--format", "json", **more)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, {"README": "\n"}, "2026-06-30")
    git(tmp_path, "branch", "unit")
    return tmp_path


def branched(place: Path, files: dict[str, str | None], name: str = "unit") -> None:
    git(place, "switch", "-q", name)
    committed(place, files, "2026-07-01")
    git(place, "switch", "-q", "main")


def scores(root: Path, period: str) -> dict[str, dict[str, Any]]:
    done = guatu("score", "--root", root, "--period", period, "--as-of", "2026-07-02", "--format", "json")
    assert done.exit_code == 0, done.output
    return {unit["unit"]: unit for unit in json.loads(done.stdout)["units"]}


def item(unit: str, id_: str, due: str) -> tuple[str, str]:
    said = {"meeting": "MT1", "text": "完成管线迁改", "responsible": f"[{unit}]", "due": due}
    return event("XDB", id_, "decision", "2026-05-20", **said)


def card(unit: str, number: int, day: str) -> tuple[str, str]:
    return event("ZDB", f"SV{number}", "supervision", day, unit=unit, number=f"督{number}号", matter="未报")


PERIODS = ("2026Q1", "2026Q2", "2026Q3", "2026")


def test_what_it_says_is_what_merging_then_does(place: Path) -> None:
    """The main branch moves on meanwhile; only the branch's own part is told."""
    branched(place, dict([item("U02", "IT2", "2026-05-29"), card("U01", 3, "2026-06-30")]))
    committed(place, dict([card("U02", 2, "2026-06-12"), item("S01", "IT3", "2026-06-01")]), "2026-07-01")
    told = document(place)
    before = {period: scores(place, period) for period in PERIODS}
    git(place, "merge", "-q", "--no-edit", "unit")
    after = {period: scores(place, period) for period in PERIODS}
    found = {
        (period["period"], one["unit"]): one
        for period in told["periods"]
        for one in (*period["units"], *period["shifted"])
    }
    assert found
    for period in PERIODS:
        for unit, now in after[period].items():
            was, one = before[period][unit], found.get((period, unit))
            if one is None:
                assert (was["total"], was["rank"]) == (now["total"], now["rank"])
                continue
            assert (one["before"]["rank"], one["after"]["rank"]) == (was["rank"], now["rank"])
            for side, printed in (("before", was), ("after", now)):
                assert float(one[side]["total"]) == pytest.approx(float(printed["total"]), abs=0.005)
    assert {one["unit"] for one in told["points"]} == {"U02"}
    assert {one["unit"] for one in told["cards"]} == {"U01"}
    assert impact(place).stdout == ""


def test_the_shape_of_the_json_is_stable_and_amounts_are_text(place: Path) -> None:
    empty = document(place)
    assert list(empty) == KEYS
    assert empty["schema"] == "guatu-impact/1"
    assert not any(empty[key] for key in KEYS[3:])
    branched(place, dict([item("U02", "IT2", "2026-05-29")]))
    told = document(place)
    assert list(told) == KEYS
    assert [(one["points"], one["quarter"]) for one in told["points"]] == [
        ("-4", "2026Q2"),
        ("-4", "2026Q2"),
        ("-7", "2026Q2"),
    ]
    assert told["points"][0]["because"] == ["data/events/XDB/2026/IT2.yml:8"]
    assert impact(place, "--format", "json").stdout == impact(place, "--format", "json").stdout


def test_a_change_of_formatting_only_prints_nothing(place: Path) -> None:
    said = "# 说明\n\n" + text(PLAN).replace("40000", "40000.00").replace("M1, name", "M1,  name")
    branched(place, {PLAN: said, "README": "更多\n"})
    assert impact(place).stdout == ""
    assert impact(place, "--format", "markdown").stdout == ""
    assert not any(document(place)[key] for key in KEYS[3:])


def test_conflicts_and_faults_are_said_and_the_rest_is_computed(place: Path) -> None:
    branched(place, {PLAN: text(PLAN).replace("2026-11", "2026-12"), **dict([card("U01", 3, "2026-06-30")])})
    committed(place, {PLAN: text(PLAN).replace("2026-11", "2026-10")}, "2026-07-01")
    told = document(place)
    assert "有冲突，1个文件没有计入：data/plans/2026/P002.yml" in told["notes"][0]
    assert [one["unit"] for one in told["cards"]] == ["U01"]
    git(place, "branch", "-q", "other", "main")
    branched(
        place, {"data/events/U01/2026/X1.yml": "id: [\n", **dict([card("U01", 4, "2026-06-30")])}, "other"
    )
    told = document(place, head="other")
    assert "合并后的数据有错误（见检查结果）；读得出的文件都已计入" in told["notes"]
    assert "本次改动的1个文件读不出，没有计入，原有的照旧：data/events/U01/2026/X1.yml" in told["notes"]
    assert [one["unit"] for one in told["cards"]] == ["U01"]


def test_a_change_that_cannot_be_read_is_not_said_to_change_nothing(place: Path) -> None:
    branched(place, {"data/events/U01/2026/X1.yml": "id: [\n"})
    said = impact(place).stdout
    assert said.startswith("合并影响（没有读得出的数据文件改动，数据截至 2026-07-02）：没有可以计算的改动\n")
    assert "本次改动的1个文件读不出，没有计入，原有的照旧：data/events/U01/2026/X1.yml" in said


def test_what_cannot_be_read_any_more_is_not_said_to_be_deleted(place: Path) -> None:
    """A misspelt key in a plan, and one that both sides change: the plan stands as the main branch has it."""
    branched(place, {PLAN: text(PLAN) + "colour: red\n", **dict([card("U01", 3, "2026-06-30")])})
    told = document(place)
    assert told["touched"] == {"新增": 1}
    assert told["baselines"] == []
    assert [one["unit"] for one in told["cards"]] == ["U01"]
    committed(place, {PLAN: text(PLAN).replace("2026-11", "2026-10")}, "2026-07-01")
    told = document(place)
    assert told["touched"] == {"新增": 1}
    assert told["baselines"] == []


def test_the_first_data_of_all_can_be_looked_at(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, {"README": "\n"})
    git(tmp_path, "switch", "-q", "-c", "unit")
    build(tmp_path, BASE)
    committed(tmp_path, {})
    git(tmp_path, "switch", "-q", "main")
    told = document(tmp_path)
    assert told["notes"][0] == "主分支还没有数据，全部作为新增"
    assert told["touched"].keys() == {"新增"}
    assert {one["clause"] for one in told["points"]} == {"3.1"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--head", "no-such-branch"], 2),
        (["--head", "--output=x"], 2),
        (["--head", "unit", "--as-of", "7月2日"], 2),
        (["--head", "unit", "--format", "html"], 2),
        (["--head", "unit", "--root", "/nonexistent"], 2),
    ],
)
def test_what_cannot_be_asked_ends_with_two(place: Path, arguments: list[str], code: int) -> None:
    done = guatu("impact", "--root", place, "--base", "main", *arguments)
    assert done.exit_code == code
    assert "Traceback" not in done.output


def test_a_missing_calendar_or_policy_is_named(place: Path) -> None:
    branched(place, {"data/calendar/2026.yml": None, **dict([item("U02", "IT2", "2026-05-29")])})
    done = impact(place)
    assert done.exit_code == 1
    assert "data/calendar/2026.yml" in done.output
    git(place, "branch", "-q", "other", "main")
    branched(place, {"data/policy/2019-03-11.yml": None}, "other")
    done = impact(place, head="other")
    assert done.exit_code == 1
    assert "计分规则" in done.output


def test_a_hostile_name_is_words_in_the_comment(place: Path) -> None:
    name = "@all #1 ![x](http://a.example) </details> | ::add-mask:: `x`"
    project = "data/projects/U02/P002.yml"
    said = text(project).replace("东湖数据中心", json.dumps(name, ensure_ascii=False))
    milestone = "data/events/U02/2026/MS1.yml"
    branched(place, {project: said, milestone: None})
    comment = impact(place, "--format", "markdown").stdout
    assert comment.startswith(f"{MARKER}\n")
    html = MarkdownIt("gfm-like", {"html": True}).render(comment)
    assert "<a " not in html
    assert "<img" not in html
    assert html.count("</details>") == html.count("<details>")
    assert comment.count(MARKER) == 1
    for printed in (comment, impact(place).stdout, impact(place, "--format", "json").stdout):
        assert not any(line.lstrip().startswith(("::", "/")) for line in printed.splitlines())


def test_a_long_comment_leaves_out_whole_rows_and_says_so(place: Path) -> None:
    name = "|" * 150
    files: dict[str, str | None] = {}
    for number in range(300):
        path, said = item("U02", f"IT{number + 10}", "2026-05-29")
        files[path] = said.replace("完成管线迁改", f'"{name}"')
    branched(place, files)
    comment = impact(place, "--format", "markdown").stdout
    assert 30_000 < len(comment) < 65_536
    assert "行因篇幅没有列出" in comment
    tables = MarkdownIt("gfm-like", {"html": True}).render(comment)
    assert tables.count("<table>") == comment.count("<details>")


@pytest.mark.slow
def test_a_seal_that_is_proposed_is_told_and_changes_no_points(tmp_path: Path) -> None:
    root = made(tmp_path / "a")
    last = seals_of(root)[-1].relative_to(root).as_posix()
    sealed = (root / last).read_text(encoding="utf-8")
    commit = git(root, "log", "-1", "--format=%H", "--", last).strip()
    git(root, "branch", "unit", commit)
    git(root, "reset", "-q", "--hard", f"{commit}~1")
    told = document(root, day="2026-12-01")
    assert [one["number"] for one in told["seals"]] == [int(sealed.split("number: ")[1].split()[0])]
    assert told["headline"].startswith("不影响计分")
    assert not told["points"]
    # An honest seal changes nothing of its own period; the running month's bulletin looks back at it.
    assert [(one["letter"], one["period"]) for one in told["papers"]] == [("E", "2026年8月")]


def test_without_a_day_it_is_today_or_the_newest_fact(place: Path) -> None:
    committed(place, dict([card("U02", 2, "2031-01-06")]))
    git(place, "branch", "-f", "unit")
    branched(place, dict([card("U02", 3, "2026-06-12")]))
    done = guatu("impact", "--root", place, "--base", "main", "--head", "unit", "--format", "json")
    assert json.loads(done.stdout)["as_of"] == "2031-01-06"


def test_the_help_is_chinese() -> None:
    assert "预览一次合并的影响" in guatu("impact", "--help").stdout
