"""What a commit changed in a record: by what it means, through moves, merges and broken files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git
from hypothesis import given
from hypothesis import strategies as st

from generator.records.contents import between, content
from generator.records.differences import differences
from generator.records.history import history

if TYPE_CHECKING:
    from pathlib import Path

P2 = "data/projects/U02/P002.yml"
PLAN = "data/plans/2026/P002.yml"
Told = list[tuple[object, ...]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-01-05")
    return tmp_path


def change(root: Path, path: str, old: str, new: str, day: str = "2026-02-02") -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    commit(root, day)


def told(root: Path, shelf: str, name: str) -> Told:
    past = history(root)
    return [(one.what, one.field, one.old, one.new) for one in differences(past, past.life(shelf, name))]


def fields(path: str, old: str, new: str) -> Told:
    before, after = content(path, old.encode()), content(path, new.encode())
    assert before
    assert after
    return [(field.name, field.label, field.old, field.new) for field in between(before, after)]


def test_a_field_changed(root: Path) -> None:
    change(root, P2, "120000", "130000.5")
    assert told(root, "projects", "P002") == [
        ("created", "", None, None),
        ("changed", "investment_total_wan", "120000", "130000.5"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("120000", "120000.00"),
        ("name: 东湖数据中心", 'name: "东湖数据中心"'),
        ("name: 东湖数据中心\n", "\n# 名称\nname: 东湖数据中心 # 简称\n"),
        ("lead_units: [U02]", "lead_units:\n  - U02"),
        ("id: P002\nname: 东湖数据中心", "name: 东湖数据中心\nid: P002"),
        ("\n", "\r\n"),
    ],
)
def test_another_way_of_writing_is_no_change(root: Path, old: str, new: str) -> None:
    data = (root / P2).read_bytes()
    assert old.encode() in data
    (root / P2).write_bytes(data.replace(old.encode(), new.encode()))
    commit(root, "2026-02-02")
    assert told(root, "projects", "P002") == [("created", "", None, None)]


def test_a_name_written_twice_leaves_the_other_entries_alone() -> None:
    text = "milestones:\n" + "".join(f"  - {{id: M{at}, name: 节点{at}}}\n" for at in (1, 2, 3))
    again = text.replace("  - {id: M2", "  - {id: M2, name: 又一}\n  - {id: M2")
    assert fields(PLAN, text, again) == [
        ("milestones.M2(2)", "形象进度节点 M2(2)", None, ("M2 节点2",)),
        ("milestones.M2.name", "形象进度节点 M2 节点名称", "节点2", "又一"),
    ]
    assert fields(PLAN, again, again) == []
    literal = text.replace("M1", "M2(2)").replace("M3", "M2")
    assert [name for name, *_ in fields(PLAN, literal, literal.replace("节点3", "节点4"))] == [
        "milestones.3.name"
    ]


def test_entries_go_by_their_name_wherever_they_stand(root: Path) -> None:
    first, second = (
        "  - {id: M1, name: 主体封顶, due_month: 2026-04}\n",
        "  - {id: M2, name: 设备安装完成, due_month: 2026-09}\n",
    )
    change(root, PLAN, first + second, second + first.replace("2026-04", "2026-05"))
    assert told(root, "plans", "2026/P002")[1:] == [
        ("changed", "milestones.M1.due_month", "2026-04", "2026-05")
    ]


def test_an_entry_come_or_gone_is_one_field(root: Path) -> None:
    change(root, PLAN, "  - {id: M1, name: 主体封顶, due_month: 2026-04}\n", "")
    change(
        root,
        PLAN,
        "milestones:\n",
        "milestones:\n  - {id: M3, name: 调试, due_month: 2026-10}\n",
        "2026-03-02",
    )
    assert told(root, "plans", "2026/P002")[1:] == [
        ("changed", "milestones.M1", ("M1 主体封顶 2026-04",), None),
        ("changed", "milestones.M3", None, ("M3 调试 2026-10",)),
    ]


def test_labels_are_the_models_titles() -> None:
    base = (BASE / PLAN).read_text(encoding="utf-8")
    assert [label for _, label, *_ in fields(PLAN, base, base.replace("2026-09", "2026-10"))] == [
        "形象进度节点 M2 完成月份"
    ]
    policy = "data/policy/2019-03-11.yml"
    base = (BASE / policy).read_text(encoding="utf-8")
    changed = base.replace("points: -4\n    recurring", "points: -5\n    recurring")
    assert fields(policy, base, changed) == [("rules.1.points", "计分规则 第1项 分值", "-4", "-5")]


def test_where_a_version_is_faulty_both_are_taken_as_written() -> None:
    base = (BASE / P2).read_text(encoding="utf-8")
    assert fields(P2, base, base.replace("120000", "12万")) == [
        ("investment_total_wan", "总投资（万元）", "120000", "12万")
    ]
    assert fields(P2, base, base.replace("leader: L01", "leader: L01\nlider: L02")) == [
        ("lider", "lider", None, "L02")
    ]


def test_a_move_keeps_the_history(root: Path) -> None:
    change(root, P2, "lead_units: [U02]", "lead_units: [U02, U01]")
    git(root, "mv", P2, "data/projects/U01/P002.yml")
    change(root, "data/projects/U01/P002.yml", "陈静", "周敏", "2026-03-02")
    assert told(root, "projects", "P002") == [
        ("created", "", None, None),
        ("changed", "lead_units", ("U02",), ("U02", "U01")),
        ("moved", "", P2, "data/projects/U01/P002.yml"),
        ("changed", "responsible_person", "陈静", "周敏"),
    ]
    assert str(history(root).recorded["data/projects/U01/P002.yml"]) == "2026-01-05"


def test_a_record_deleted_and_brought_back(root: Path) -> None:
    text = (root / P2).read_text(encoding="utf-8")
    (root / P2).unlink()
    commit(root, "2026-02-02")
    (root / P2).write_text(text.replace("120000", "90000"), encoding="utf-8")
    commit(root, "2026-02-03")
    assert [one[:2] for one in told(root, "projects", "P002")] == [
        ("created", ""),
        ("deleted", ""),
        ("restored", ""),
        ("changed", "investment_total_wan"),
    ]


def test_a_broken_version_hides_nothing(root: Path) -> None:
    text = (root / P2).read_text(encoding="utf-8")
    for day, broken in (("2026-02-02", "name: [\n"), ("2026-02-03", "\udc80")):
        (root / P2).write_bytes(broken.encode(errors="surrogateescape"))
        commit(root, day)
    (root / P2).write_text(text.replace("陈静", "周敏"), encoding="utf-8")
    commit(root, "2026-02-04")
    assert told(root, "projects", "P002")[1:] == [
        ("unreadable", "", None, None),
        ("unreadable", "", None, None),
        ("changed", "responsible_person", "陈静", "周敏"),
    ]


def test_a_merge_names_who_wrote_and_who_merged(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    change(root, P2, "陈静", "周敏")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-03-02", name="李四")
    past = history(root)
    one = differences(past, past.life("projects", "P002"))[-1]
    assert (one.change.author, one.change.merger, str(one.change.day)) == ("张三", "李四", "2026-03-02")
    assert one.change.tip == git(root, "rev-parse", "side").strip()
    assert one.change.commit == git(root, "rev-parse", "main").strip()


def test_an_event_is_recorded_once_it_is_one(root: Path) -> None:
    path = "data/events/U01/2026/CE1.yml"
    (root / path).write_text("id: CE1\nkind: ceremony\ndate: 2026-02-30\nwriter: U01\nproject: P001\n")
    commit(root, "2026-02-02")
    change(root, path, "2026-02-30", "2026-02-03", "2026-02-20")
    assert str(history(root).recorded[path]) == "2026-02-20"


FILES = sorted(path for path in BASE.rglob("*.yml") if path.is_file())


@given(st.data())
def test_whatever_two_versions_say_they_can_be_compared(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    path, lines = file.relative_to(BASE).as_posix(), file.read_bytes().splitlines(keepends=True)
    versions = []
    for _ in range(2):
        kept = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
        extra = data.draw(
            st.sampled_from([b"", b"kind: [x, {y: z}]\n", b"name: {a.b: [1, {c: 2}]}\n", b"\xff", b"- 1\n"])
        )
        versions.append(content(path, b"".join(kept) + extra))
    old, new = versions
    if old and new:
        there, back = between(old, new), between(new, old)
        assert [(field.name, field.old, field.new) for field in there] == [
            (field.name, field.new, field.old) for field in back
        ]
        assert between(old, old) == []
