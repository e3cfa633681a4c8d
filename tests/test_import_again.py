"""`guatu import table` a second time: what is new is written, what is there is not lost, the rest is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from districts import commit, git
from test_import import LEDGER, call

from generator.intake.standing import Standing

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (LEDGER / "ledger.csv").read_text("utf-8")
MAP = (LEDGER / "map.yml").read_text("utf-8")
PLAIN = MAP.replace('id: "{unit}-{key}"', 'id: "P26-{number}"')
"""Ids by the number of a row, as a clerk may choose who has not read the README."""
NEXT = ",0006,湖心馆,展馆,湖心文旅有限公司,服务业,2,1000,东山街道,周六,/,2026年第30周,2027年3月,未开工\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A district into which the example's ledger was brought and committed."""
    place = tmp_path / "root"
    place.mkdir()
    git(place, "init", "-q")
    return place


def bring(root: Path, table: str = TABLE, text: str = MAP, *words: str) -> tuple[int, str, str]:
    (root.parent / "t.csv").write_text(table, "utf-8")
    (root.parent / "m.yml").write_text(text, "utf-8")
    return call(root.parent / "t.csv", "--map", root.parent / "m.yml", "--root", root, *words)


def begun(root: Path, table: str = TABLE, text: str = MAP) -> None:
    assert bring(root, table, text)[0] == 0
    commit(root, "2026-06-30")


def status(root: Path) -> list[str]:
    """Name what is not committed, by folder and the end of the name."""
    return sorted(git(root, "status", "--short", "-uall").split("\n")[:-1])


def only(root: Path, pattern: str) -> Path:
    (found,) = root.glob(pattern)
    return found


def holding(root: Path, text: str) -> Path:
    return next(
        path for path in sorted(root.glob("data/projects/*/*.yml")) if text in path.read_text("utf-8")
    )


def test_new_rows_are_written_beside_what_stands(root: Path) -> None:
    begun(root)
    plan = root / "data" / "plans" / "2026" / holding(root, "澄湖冷链").name
    before = plan.read_bytes()
    changed = TABLE.replace("2026年6月3日", "2026年7月15日").replace("合计,", f"{NEXT}合计,")
    for words in ((), ("--force",)):
        code, out, err = bring(root, changed, MAP, *words)
        assert code == 1
        assert f"data/plans/2026/{plan.name}:1:1: G792 2026 年计划已经批准入库，本年目标（goal）、" in err
        assert "要调整的由区重大项目办写计划调整（plan_adjusted）" in err
        assert plan.read_bytes() == before
        new = 0 if words else 2
        assert f"已写新文件 {new} 个，改写 0 个，没有写 1 个（原因见上）" in out
    assert [line[:2] for line in status(root)] == ["??", "??"]


def test_what_is_not_committed_yet_may_be_written_anew(root: Path) -> None:
    assert bring(root)[0] == 0
    changed = TABLE.replace("2026年6月3日", "2026年7月15日")
    code, out, err = bring(root, changed)
    assert (code, " G741 已有这个文件，本年目标（goal）、计划开工（周）（start_week）不同" in err) == (
        1,
        True,
    )
    assert "改写 0 个，没有写 1 个" in out
    assert "改写 1 个，相同未动 25 个" in bring(root, changed, MAP, "--force")[1]


def test_a_recorded_event_is_never_written_anew(root: Path) -> None:
    begun(root)
    changed = TABLE.replace("2026年5月10日", "2026年5月12日")
    code, out, err = bring(root, changed, MAP, "--force")
    assert code == 1
    assert err.count(" G793 已入库的事件，发生日期（date）不同，没有改写，加 --force 也不改写 — ") == 2
    assert "没有写 2 个" in out
    assert status(root) == []


def test_a_file_keeps_the_keys_the_table_knows_nothing_of(root: Path) -> None:
    """Accounts and head of a unit, 附件1 and attachments of a project: kept, with `--force` too."""
    begun(root)
    unit, project = root / "data/register/organisations/ZSYJ.yml", holding(root, "云帆电子二期")
    unit.write_text(unit.read_text("utf-8") + "# 值班\naccounts:\n  - gxq-clerk\nhead: R-L1\n", "utf-8")
    more = "start_plan:\n  steps:\n    - {step: 环评, due: 2026-03-31, department: XTB}\n"
    project.write_text(project.read_text("utf-8") + more, "utf-8")
    before = unit.read_bytes(), project.read_bytes()
    code, out, _ = bring(root, TABLE, MAP, "--force")
    assert (code, (unit.read_bytes(), project.read_bytes())) == (0, before)
    assert "改写 0 个，相同未动 26 个" in out
    changed = MAP.replace("kind: 责任单位, scored: 是", "kind: 责任单位, scored: 否")
    code, out, _ = bring(root, TABLE.replace("厂房4万", "厂房5万"), changed, "--force")
    assert (code, "改写 4 个" in out) == (0, True)
    assert unit.read_text("utf-8").endswith("scored: 否\n# 值班\naccounts:\n  - gxq-clerk\nhead: R-L1\n")
    assert project.read_bytes() == before[1].replace("厂房4万".encode(), "厂房5万".encode())


def test_a_value_over_several_lines_is_written_whole(root: Path) -> None:
    """Where a line cannot be written for a key, the file is written anew, and keeps its keys all the same."""
    begun(root)
    project = holding(root, "云帆电子二期")
    text = project.read_text("utf-8")
    project.write_text(
        text.replace("content: 厂房4万平方米", "content: |\n  厂房\n  8万平方米") + "land: 120亩 # 净地\n",
        "utf-8",
    )
    assert bring(root, TABLE, MAP, "--force")[0] == 0
    assert sorted(project.read_text("utf-8").splitlines()) == sorted([*text.splitlines(), "land: 120亩"])


def test_ids_that_changed_places_stop_the_import(root: Path) -> None:
    """A row is deleted and the rows are numbered anew: a start would be booked on another project."""
    begun(root, TABLE, PLAIN)
    lines = TABLE.splitlines(keepends=True)
    moved = [*lines[:3], lines[4].replace("0003", "0002"), lines[5].replace("0004", "0003"), *lines[6:]]
    for words in ((), ("--force",)):
        code, out, err = bring(root, "".join(moved), PLAIN, *words)
        assert code == 1
        assert " G790 编号 P26-0002 在数据里是“澄湖冷链物流园”，在表里是“青石新材料”：" in err
        assert "有的编号换了项目，什么也没有写。" in err
        assert "已写" not in out
        assert status(root) == []


def test_a_new_name_of_one_id_holds_back_that_project_alone(root: Path) -> None:
    begun(root, TABLE, PLAIN)
    renamed = TABLE.replace("云帆电子二期", "云帆电子产业园").replace("未开工", "2026年6月20日")
    code, out, err = bring(root, renamed, PLAIN, "--force")
    assert code == 1
    path = only(root, "data/projects/*/P26-0001.yml").relative_to(root).as_posix()
    assert f"{path}:2:1: G790 编号 P26-0001 在数据里是“云帆电子二期”，在表里是“云帆电子产业园”" in err
    assert "已写新文件 2 个，改写 0 个，没有写 4 个（原因见上）" in out
    assert [line.rpartition("/")[2] for line in status(root)] == ["P26-0002-KG-RD.yml", "P26-0002-KG.yml"]


def test_an_id_that_lies_elsewhere_makes_no_second_file(root: Path) -> None:
    begun(root, TABLE, PLAIN)
    other = TABLE.replace("临空办,0005", "招商一局,0005")
    code, out, err = bring(root, other, PLAIN, "--force")
    assert code == 1
    assert "data/projects/LKB/P26-0005.yml:1:1: G791 编号 P26-0005 已经在这里，表里的要放到 " in err
    assert "没有写 2 个" in out
    assert status(root) == []


@pytest.mark.parametrize(("day", "told"), [("2026-05-10", False), ("2026-05-08", True)])
def test_a_start_the_unit_has_reported_is_not_told_twice(root: Path, day: str, told: bool) -> None:  # noqa: FBT001
    begun(root, TABLE.replace("2026年5月10日", "未开工"), PLAIN)
    report = root / "data/events/ZSYJ/2026/KG-P26-0001.yml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(
        f"id: KG-P26-0001\nkind: substantive_start\ndate: {day}\nwriter: ZSYJ\nproject: P26-0001\n", "utf-8"
    )
    code, _, err = bring(root, TABLE, PLAIN)
    assert code == int(told)
    words = f"{report.relative_to(root)}:3:1: G794 实质性开工已经记在这里，是 2026-05-08，表里是 2026-05-10"
    assert (words in err) == told
    certificate = root / "data/events/ZDB/2026/P26-0001-KG-RD.yml"
    assert {line.rpartition("/")[2] for line in status(root)} - {certificate.name} == {report.name}
    assert certificate.exists() != told
    if not told:
        assert "start: KG-P26-0001\n" in certificate.read_text("utf-8")
        certificate.rename(certificate.with_name("KGRD-1.yml"))
        renamed = certificate.with_name("KGRD-1.yml")
        renamed.write_text(renamed.read_text("utf-8").replace("P26-0001-KG-RD", "KGRD-1"), "utf-8")
        assert "已写新文件 0 个，改写 0 个，相同未动 26 个" in bring(root, TABLE, PLAIN)[1]


def event(root: Path, text: str) -> None:
    """Write an event of 区重大项目办, its keys on one line."""
    name = text.partition(";")[0].removeprefix("id: ")
    (root / f"data/events/ZDB/2026/{name}.yml").write_text(text.replace("; ", "\n") + "\n", "utf-8")


def test_what_was_put_right_since_is_told_no_more(root: Path) -> None:
    """A correction, an adjusted plan, a project handed over: the table and the data say the same."""
    begun(root, TABLE, PLAIN)
    table = TABLE.replace("2026年5月10日", "2026年5月12日").replace("2026年6月3日", "2026年7月15日")
    table = table.replace("临空办,0005", "招商一局,0005")
    assert "没有写 5 个" in bring(root, table, PLAIN)[1]
    certified = "id: G2; kind: correction; date: 2026-05-12; writer: ZDB; of: P26-0001-KG-RD; reason: 误"
    moved = "field: start_week; old: 2026-W23; new: 2026-W29; approved_on: 2026-05-20; approver: 领导小组"
    for text in (
        certified + "; changes:;   date: 2026-05-12",
        certified.replace("G2", "G1").replace("-RD", "") + "; changes:;   date: 2026-05-12",
        "id: TZ; kind: plan_adjusted; date: 2026-05-20; writer: ZDB; project: P26-0002; year: 2026; " + moved,
        "id: BG; kind: lead_changed; date: 2026-05-20; writer: ZDB; project: P26-0005; lead_units: [ZSYJ]",
    ):
        event(root, text)
    code, out, err = bring(root, table, PLAIN)
    assert code == 0
    assert all(" G743 " in line for line in err.splitlines()), err  # blanks below a unit, as in any .csv
    assert "已写新文件 0 个，改写 0 个，相同未动 25 个" in out  # 临空办 is not in the table any more


def test_a_start_that_was_withdrawn_may_be_told_anew(root: Path) -> None:
    begun(root, TABLE.replace("2026年5月10日", "未开工"), PLAIN)
    event(root, "id: KG-1; kind: substantive_start; date: 2026-05-08; writer: ZDB; project: P26-0001")
    assert " G794 " in bring(root, TABLE, PLAIN)[2]
    event(
        root, "id: GZ-1; kind: correction; date: 2026-05-09; writer: ZDB; of: KG-1; reason: 误; withdraw: 是"
    )
    code, out, _ = bring(root, TABLE, PLAIN)
    assert (code, "已写新文件 2 个" in out) == (0, True)


def test_a_folder_that_git_or_the_loader_cannot_read_is_no_obstacle(tmp_path: Path) -> None:
    assert Standing.of(tmp_path / "none").committed == frozenset()
    bad = tmp_path / "data/projects/U/P1.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text("id: [", "utf-8")
    assert dict(Standing.of(tmp_path).portfolio.projects) == {}
