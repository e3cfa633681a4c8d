"""What may no longer change once it is recorded, approved or confirmed; one message for each mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git, problems
from typer.testing import CliRunner

from generator.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.source import Problem

SS = "data/events/U01/2026/SS1.yml"
P1, P2 = "data/projects/U01/P001.yml", "data/projects/U02/P002.yml"
PLAN = "data/plans/2026/P002.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-06-30")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def office(root: Path, id_: str, kind: str, rest: str) -> None:
    """Write an event of 区重大项目办."""
    head = f"id: {id_}\nkind: {kind}\ndate: 2026-06-30\nwriter: ZDB\n"
    write(root, f"data/events/ZDB/2026/{id_}.yml", head + rest)


def change(root: Path, path: str, old: str, new: str, name: str = "李四") -> str:
    """Change a file, commit that and give the commit."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))
    commit(root, "2026-07-01", name=name)
    return git(root, "rev-parse", "HEAD").strip()[:12]


def codes(root: Path) -> list[str]:
    return [problem.code.id for problem in problems(root)]


def only(root: Path) -> Problem:
    [found] = problems(root)
    return found


def values(found: Problem) -> dict[str, str]:
    return dict(found.values)


def test_an_edit_is_told_at_its_field_with_who_and_what(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD").strip()[:12]
    edit = change(root, SS, "2026-05-06", "2026-05-04")
    change(root, P1, "王强", "周敏", name="王五")
    found = only(root)
    assert (found.code.id, str(found.mark)) == ("G603", f"{SS}:3:7")
    said = values(found)
    assert (said["old"], said["new"], said["author"]) == ("2026-05-06", "2026-05-04", "李四")
    assert (said["commit"], said["first"], said["label"]) == (edit, first, "发生日期")


def test_an_edit_put_back_or_only_of_form_is_none(root: Path) -> None:
    change(root, SS, "2026-05-06", "2026-05-04")
    change(root, SS, "2026-05-04", '"2026-05-06" # 当天')
    assert codes(root) == []


def test_each_field_is_one_problem_naming_its_own_commit(root: Path) -> None:
    path = "data/events/XDB/2026/IT1.yml"
    one = change(root, path, "2026-04-15", "2026-04-20")
    two = change(root, path, "supporting: [S01]", "supporting: [S01, D01]", "王五")
    told = {values(found)["field"]: values(found) for found in problems(root)}
    assert {name: said["commit"] for name, said in told.items()} == {"due": one, "supporting": two}
    assert told["supporting"]["new"] == "S01、D01"


def test_an_edit_that_breaks_the_file_is_told_once(root: Path) -> None:
    change(root, SS, "2026-05-06", "2026/5/4")
    assert "G603" not in codes(root)
    change(root, SS, "2026/5/4", "2026-05-04")
    assert codes(root) == ["G603"]


def test_a_deleted_event_is_told_with_its_words(root: Path) -> None:
    path = "data/events/U01/2026/WR1.yml"
    change(root, path, "桩基施工完成三成", "桩基施工完成五成")
    (root / path).unlink()
    commit(root, "2026-07-01", name="王五")
    found = only(root)
    assert found.code.id == "G604"
    assert "progress: 桩基施工完成三成" in values(found)["was"]
    assert values(found)["author"] == "王五"


def test_an_event_brought_back_is_what_it_was(root: Path) -> None:
    text = (root / SS).read_text(encoding="utf-8")
    (root / SS).unlink()
    commit(root, "2026-07-01")
    write(root, SS, text)
    commit(root, "2026-07-02")
    assert codes(root) == []


def test_an_id_brought_back_for_another_thing(root: Path) -> None:
    path = "data/events/U01/2026/SD1.yml"
    (root / path).unlink()
    commit(root, "2026-07-01")
    write(root, path, "id: SD1\nkind: ceremony\ndate: 2026-05-05\nwriter: U01\nproject: P001\n")
    commit(root, "2026-07-02")
    found = only(root)
    assert found.code.id == "G612"
    assert "kind: step_done" in values(found)["was"]
    assert "kind: ceremony" in values(found)["now"]


@pytest.mark.parametrize("how", ["deleted", "another kind", "another project"])
def test_a_completion_is_never_erased(root: Path, how: str) -> None:
    path = "data/events/U02/2026/WG1.yml"
    write(root, path, "id: WG1\nkind: completed\ndate: 2026-06-26\nwriter: U02\nproject: P002\n")
    commit(root, "2026-06-30")
    if how == "deleted":
        (root / path).unlink()
        commit(root, "2026-07-01")
    elif how == "another kind":
        change(root, path, "kind: completed", "kind: ceremony")
    else:
        change(root, path, "project: P002", "project: P001")
    assert [code for code in codes(root) if code.startswith("G6")] == ["G614"]


def test_an_event_that_never_was_one_may_be_mended_or_removed(root: Path) -> None:
    for name in ("X1", "X2"):
        path = f"data/events/U01/2026/{name}.yml"
        write(root, path, f"id: {name}\nkind: ceremony\ndate: 2026-05-32\nwriter: U01\nproject: P001\n")
    commit(root, "2026-06-30")
    (root / "data/events/U01/2026/X2.yml").unlink()
    change(root, "data/events/U01/2026/X1.yml", "2026-05-32", "2026-05-30")
    assert codes(root) == []


def test_in_the_work_tree_only_the_meaning_counts(root: Path) -> None:
    text = (root / SS).read_text(encoding="utf-8")
    write(root, SS, text.replace("2026-05-06", "'2026-05-06'"))
    assert codes(root) == []
    write(root, SS, text.replace("2026-05-06", "2026-05-04"))
    assert codes(root) == ["G608"]


def test_a_plan_is_frozen_field_by_field(root: Path) -> None:
    edit = change(root, PLAN, "due_month: 2026-09", "due_month: 2026-10")
    change(root, PLAN, "invest_wan: 40000", "invest_wan: 40000.00")
    found = only(root)
    assert (found.code.id, str(found.mark)) == ("G605", f"{PLAN}:12:39")
    said = values(found)
    assert (said["field"], said["old"], said["new"]) == ("milestones.M2.due_month", "2026-09", "2026-10")
    assert said["commit"] == f"提交 {edit}"


def test_a_plan_changed_before_its_approval_is_none(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    approval = tmp_path / "data/events/ZDB/2026/PA1.yml"
    text = approval.read_text(encoding="utf-8")
    approval.unlink()
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-06-30")
    change(tmp_path, PLAN, "40000", "45000")
    approval.write_text(text, encoding="utf-8")
    commit(tmp_path, "2026-07-01")
    assert codes(tmp_path) == []
    change(tmp_path, PLAN, "45000", "50000")
    assert codes(tmp_path) == ["G605"]


def test_a_plan_changed_and_not_yet_committed(root: Path) -> None:
    write(root, PLAN, (root / PLAN).read_text(encoding="utf-8").replace("40000", "45000"))
    assert only(root).message().endswith("（还没有提交）")


def test_a_plan_edited_by_adjustment_alone(root: Path) -> None:
    what = "project: P002\nyear: 2026\nfield: milestones.M2\nold: 2026-09\nnew: 2026-10\n"
    office(root, "AJ1", "plan_adjusted", f"{what}approved_on: 2026-06-30\napprover: 主任办公会\n")
    commit(root, "2026-07-01")
    assert codes(root) == []


def test_what_the_plan_took_over_of_a_project(root: Path) -> None:
    change(root, P2, "120000", "150000")
    change(root, P2, "陈静", "周敏")  # no part of the plan
    change(root, P2, "leader: L01", "leader: L01\nsigned: 2026-03-01")  # not said at the approval
    found = only(root)
    assert (found.code.id, found.severity, values(found)["field"]) == (
        "G609",
        "warning",
        "investment_total_wan",
    )


def test_a_project_moved_to_another_unit_is_told_of_its_units(root: Path) -> None:
    git(root, "mv", P2, "data/projects/U01/P002.yml")
    change(root, "data/projects/U01/P002.yml", "lead_units: [U02]", "lead_units: [U01]")
    [found] = [one for one in problems(root) if one.code.id.startswith("G6")]
    assert (found.code.id, found.severity) == ("G610", "error")
    assert found.mark.path == "data/projects/U01/P002.yml"


def test_the_newest_plan_is_what_counts(root: Path) -> None:
    change(root, P2, "120000", "150000")
    plan = (root / PLAN).read_text(encoding="utf-8")
    text = plan.partition("schedule")[0].replace("2026", "2027") + "goal: 投产\n"
    write(root, "data/plans/2027/P002.yml", text)
    office(root, "PA2", "plan_approved", "document: 2号\nyear: 2027\napproved_on: 2026-06-30\n")
    commit(root, "2026-07-01")
    assert codes(root) == []


def test_a_step_removed_from_a_confirmed_start_plan_is_one_problem(root: Path) -> None:
    office(root, "SP1", "start_plan_confirmed", "project: P001\n")
    commit(root, "2026-06-30")
    change(root, P1, "    - {step: 环评, due: 2026-03-31, department: D02}\n", "")
    found = only(root)
    assert found.code.id == "G611"
    assert (values(found)["field"], values(found)["new"]) == ("start_plan.steps.环评", "—")
    assert found.mark.line == 14


def test_a_step_written_twice_in_a_confirmed_start_plan_is_one_problem(root: Path) -> None:
    office(root, "SP1", "start_plan_confirmed", "project: P001\n")
    commit(root, "2026-06-30")
    step = "    - {step: 环评, due: 2026-03-31, department: D02}\n"
    change(root, P1, step, step + step.replace("03-31", "04-30"))
    assert values(only(root)) == {"step": "环评"}
    change(root, P1, "due: 2026-03-31", "due: 2026-03-01")
    assert codes(root) == ["G528"]
    change(root, P1, "due: 2026-02-28", "due: 2026-02-27")
    assert sorted(codes(root)) == ["G528", "G611"]


def test_a_number_used_for_another_project_is_one_problem(root: Path) -> None:
    text = (root / P2).read_text(encoding="utf-8")
    write(root, P2, text.replace("东湖数据中心", "冷链物流园").replace("东湖数据有限公司", "冷链公司"))
    commit(root, "2026-07-01")
    assert codes(root) == ["G613"]
    change(root, P2, "investor: 冷链公司", "investor: 东湖数据有限公司")
    assert codes(root) == ["G609"]


def test_a_broken_plan_is_told_of_its_fault_alone(root: Path) -> None:
    change(root, PLAN, "invest_wan: 40000", "invest_wan: 四万")
    assert "G605" not in codes(root)
    assert "G615" not in codes(root)


def test_a_plan_alone_is_judged_by_its_history_too(root: Path) -> None:
    write(root, PLAN, (root / PLAN).read_text(encoding="utf-8").replace("40000", "45000"))
    done = CliRunner().invoke(app, ["check", "--root", str(root), PLAN])
    assert done.exit_code == 1
    assert "G605" in done.output
