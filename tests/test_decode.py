"""One file to one record: every fault worded at its place, nothing ever raised."""

from __future__ import annotations

import json

import pytest
from districts import BASE
from hypothesis import given
from hypothesis import strategies as st

from generator.records.decode import decode, model_of
from generator.records.guesses import SAMPLES, accepted, guess
from generator.records.model.events import KINDS, WeeklyReport
from generator.records.places import misplaced, place_of

FILES = {file.relative_to(BASE).as_posix(): file.read_bytes() for file in sorted(BASE.rglob("*.yml"))}
WEEKLY = "data/events/U01/2026/WR1.yml"


def changed(path: str, old: str, new: str) -> list[str]:
    text = FILES[path].decode()
    assert old in text
    record, problems = decode(path, text.replace(old, new, 1).encode())
    assert (record is None) == bool(problems)
    return [found.text().removeprefix(f"{path}:") for found in problems]


@pytest.mark.parametrize("path", FILES)
def test_the_base_decodes(path: str) -> None:
    record, problems = decode(path, FILES[path])
    assert problems == []
    assert record is not None
    assert record.path == path


def test_lines_of_keys() -> None:
    record, _ = decode(WEEKLY, FILES[WEEKLY])
    assert isinstance(record, WeeklyReport)
    assert record.at("week") == f"{WEEKLY}:6"
    assert record.at("nothing", "date") == f"{WEEKLY}:3"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("week: 2026-W19", "week: 2026-W54", "6:7: G307 哪一周（week）2026-W54 这一周不存在"),
        (
            "week: 2026-W19",
            "week: 2026年第19周",
            "6:7: G306 哪一周（week）“2026年第19周”不是周的写法 — 写成 2026-W19",
        ),
        (
            "date: 2026-05-08",
            "date: 2026/5/8",
            "3:7: G304 发生日期（date）“2026/5/8”不是日期的写法 — 写成 2026-05-08",
        ),
        ("date: 2026-05-08", "date: 2026-02-30", "3:7: G305 发生日期（date）2026-02-30 这一天不存在"),
        (
            "date: 2026-05-08",
            "date: 1026-05-08",
            "3:7: G311 发生日期（date）“1026-05-08”不是 1990 到 2100 之间的年份",
        ),
        (
            "date: 2026-05-08",
            "date: ２026-05-08",
            "3:7: G326 发生日期（date）“２026-05-08”用了全角字符 — 改成半角：2026-05-08",
        ),
        ("project:", "项目编号:", "5:1: G301 没有“项目编号”这个键 — 是不是“project”（项目编号）"),
        ("project:", "Project:", "5:1: G301 没有“Project”这个键 — 是不是“project”（项目编号）"),
        ("project:", "projekt:", "5:1: G301 没有“projekt”这个键 — 是不是“project”（项目编号）"),
        (
            "kind: weekly_report",
            "kind: 周报",
            "2:7: G327 没有“周报”这种事件 — 可写：weekly_report（周报（项目进展情况一览表））",
        ),
        ("kind: weekly_report", "kind: [weekly_report]", "2:7: G324 事件种类（kind）只写一个值"),
        ("kind: weekly_report", "kind: {a: b}", "2:7: G324 事件种类（kind）只写一个值"),
        ("writer: U01", "writer: U01\ndate2: 2026-05-08", "5:1: G302 没有“date2”这个键"),
        ("writer: U01", "writer: U01\n发生日期: 2026-05-08", "5:1: G302 没有“发生日期”这个键"),
        ("kind: weekly_report\n", "", "1:1: G303 缺少“kind”（事件种类） — 加一行“kind: …”"),
        ("project: P001", "project: [P001]", "5:10: G324 项目编号（project）只写一个值"),
        ("  - 桩基施工完成三成", "  a: b", "8:3: G322 最新工作进展（progress）要写成列表"),
        (
            "  - 桩基施工完成三成",
            "  －桩基施工完成三成",
            "8:3: G230 “－桩基施工完成三成”开头的横线不是半角的",
        ),
        (
            "  - 桩基施工完成三成",
            "  -桩基施工完成三成",
            "8:3: G239 “-桩基施工完成三成”开头的横线后面没有空格",
        ),
        (
            "progress:\n  - 桩基施工完成三成\n",
            "",
            "1:1: G303 缺少“progress”（最新工作进展） — 加一行“progress: [ … ]”",
        ),
        ("\n  - 桩基施工完成三成", " 桩基", "7:11: G322 最新工作进展（progress）要写成列表"),
        ("桩基施工完成", "桩基: 完成", "8:5: G205 值里有“冒号加空格”，读不出哪一部分是值"),
        ("桩基施工完成", "[2026]12号", "8:11: G209 值不能以“[”开头"),
        ("progress:\n  - ", "progress: - ", "7:11: G227 冒号后面直接写了“- ”"),
        (
            "id: WR1",
            "id: wr_1",
            "1:5: G315 事件编号（id）“wr_1”不是编号的写法 — 只用大写字母、数字和短横线，例如 WR-1",
        ),
        (
            "writer: U01",
            "writer: UО1",
            "4:9: G141 填报单位（writer）“UО1”里的“О”（U+041E）不是英文字母，只是与“O”同形",
        ),
        (
            "project: P001",
            "project: P–001",
            "5:10: G339 项目编号（project）“P–001”里的“–”（U+2013）不是短横线",
        ),
        ("project: P001", "project: P001 P002", "5:10: G332 项目编号（project）“P001 P002”像是把几个编号"),
        ("project: P001", "project: P001\u3000", "5:14: G240 值的开头或结尾有全角空格"),
        ("桩基施工完成三成", "\u3000桩基", "8:5: G240 值的开头或结尾有全角空格"),
        ("writer: U01", "writer: U02", "4:9: G413 填报单位 U02 与所在文件夹 U01 不一致"),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    [line] = changed(WEEKLY, old, new)
    assert line.startswith(expected)


def test_all_faults_of_a_file_at_once() -> None:
    text = "id: WR1\nkind: weekly_report\ndate: 2026-5-8\nwriter: u01\nproject: P001\n"
    text += "week: W19\nprogress: []\nnot: x\n"
    _, problems = decode(WEEKLY, text.encode())
    assert [found.code.id for found in problems] == ["G304", "G315", "G306", "G320", "G301"]


def test_a_year_is_told_apart_from_one_out_of_range() -> None:
    path = "data/plans/2026/P001.yml"
    for year, said in (
        ("2026年", "G325 计划年度（year）“2026年”的写法不对 — 应当是：四位数字，例如 2026"),
        ("二〇二五", "G325 计划年度（year）“二〇二五”的写法不对 — 应当是：四位数字，例如 2026"),
        ("2326", "G311 计划年度（year）“2326”不是 1990 到 2100 之间的年份"),
    ):
        assert changed(path, "year: 2026", f"year: {year}")[0].split(": ")[1].startswith(said)


def test_the_parsers_own_names_are_no_keys() -> None:
    text = "id: C1\nkind: correction\ndate: 2026-05-08\nwriter: U01\nof: WR1\nreason: 误\n"
    path = "data/events/U01/2026/C1.yml"
    for value in ("\n    a: b", " [a, [b]]", " {a: b}"):
        _, problems = decode(path, f"{text}changes:\n  invested_ytd_wan:{value}\n".encode())
        assert len(problems) == 1
        assert not [one.text() for one in problems if "str" in one.text("en") or "str" in one.text()]


def test_a_rule_of_the_policy_is_chosen_by_its_kind() -> None:
    path = "data/policy/2019-03-11.yml"
    assert changed(path, "kind: missed_start", "kind: missed")[0].startswith("21:11: G319")
    assert changed(path, "recurring: 否", "recurring: no")[0].startswith(
        "23:16: G318 逐季重复扣分（recurring）"
    )
    assert [line[:12] for line in changed(path, "base: 100", "bas: 100")] == ["15:30: G301 "]


@pytest.mark.parametrize(
    ("kind", "text", "better"),
    [
        ("day", "2026年5月8日", "2026-05-08"),
        ("day", "20260508", "2026-05-08"),
        ("day", "2026.5.8", "2026-05-08"),
        ("day", "昨天", "2026-05-08"),
        ("day", "25-11-20", "2025-11-20"),
        ("day", "二〇二五年十一月二十日", "2025-11-20"),
        ("day", "11/20/2025", "2025-11-20"),
        ("day", "2/3/2026", "2026-05-08"),
        ("day", "2026年2月30日", "2026-05-08"),
        ("week", "2026年第十九周", "2026-W19"),
        ("quarter", "二〇二六年第二季度", "2026Q2"),
        ("count", "5.5", "5"),
        ("week", "2026年第9周", "2026-W09"),
        ("month", "2026年5月", "2026-05"),
        ("month", "2026/5", "2026-05"),
        ("quarter", "2026年第二季度", "2026Q2"),
        ("money", "1,200万元", "1200"),
        ("points", "−4分", "-4"),
        ("id", "a_b c", "A-B-C"),
        ("money", "-10000", "12500.5"),
        ("money", "1e9", "12500.5"),
        ("money", "1.1234567", "1.1235"),
        ("money", "10，000", "10000"),
        ("money", "1_000", "12500.5"),
        ("money", "0x10", "12500.5"),
        ("money", "1,2", "12500.5"),
        ("money", "99999999999999999999999", "12500.5"),
        ("money", "0123", "123"),
        ("points", "-99999999999999999999", "-4"),
        ("points", "-0x10", "-4"),
        ("count", "99999999", "3"),
        ("count", "1_000", "3"),
        ("count", "007", "7"),
        ("count", "00", "0"),
        ("week", "2026年第60周", "2026-W19"),
        ("month", "2026/13", "2026-05"),
        ("day", "1026/5/8", "2026-05-08"),
        ("id", "XSJ，JSJ", "XGY-2026-001"),
        ("id", "XSJ，", "XSJ"),
        ("id", "P25-007 P25-008", "XGY-2026-001"),
        ("id", "СGZ", "CGZ"),
        ("money", "3.5亿美元", "12500.5"),
        ("money", "3.5億", "35000"),
        ("money", "3.5亿元人民币", "35000"),
        ("money", "3.5 亿 元。", "35000"),
        ("money", "3.5亿左右", "12500.5"),
        ("money", "3.5万亿", "350000000"),
        ("money", "5千万", "5000"),
        ("money", "5千元", "0.5"),
        ("money", "3千", "12500.5"),
        ("money", "5,0亿", "12500.5"),
        ("money", "1.2亿（含设备）", "12500.5"),
        ("money", "3000万左右", "3000"),
        ("money", "3000万-5000万", "12500.5"),
        ("money", "3000万美元", "12500.5"),
        ("money", "12345元", "1.2345"),
        ("money", "50%", "12500.5"),
        ("day", "2026-12", "2026-05-08"),
        ("day", "202611", "2026-05-08"),
        ("day", "2026119", "2026-05-08"),
        ("day", "2026年9月1号", "2026-09-01"),
        ("day", "2026 - 9 - 1", "2026-09-01"),
        ("quarter", "2026-12", "2026Q2"),
        ("quarter", "2026年4月", "2026Q2"),
        ("quarter", "2026年10月", "2026Q2"),
        ("quarter", "2026-q4", "2026Q4"),
        ("month", "2026Q3", "2026-05"),
        ("month", "202611", "2026-11"),
        ("month", "2026-W11", "2026-05"),
        ("month", "2026年12月份", "2026-12"),
        ("week", "2026-07", "2026-W19"),
        ("week", "2026Q3", "2026-W19"),
        ("week", "2026-W3", "2026-W03"),
        ("week", "2026年7月", "2026-W19"),
        ("year", "2026年", "2026"),
        ("year", "二〇二五年度", "2025"),
    ],
)
def test_guesses(kind: str, text: str, better: str) -> None:
    assert guess(kind, text) == better


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.text(alphabet="0123456789-−.,，eExX_年月日W周Q万亿元 Ａ１", max_size=30),
)
def test_no_guess_would_be_refused(kind: str, text: str) -> None:
    assert accepted(kind, guess(kind, text))


@pytest.mark.parametrize(
    "shelf", ["projects", "plans", "organisations", "people", "leaders", "steps", "policy", "calendar"]
)
def test_every_shelf_has_a_model(shelf: str) -> None:
    assert model_of(shelf).model_fields


@given(st.text(alphabet="data/evntsprojUAB01-.ymlY集\n", max_size=40))
def test_any_path(name: str) -> None:
    path = f"data/{name}"
    assert (place_of(path) is None) <= (misplaced(path) is not None)
    record, problems = decode(path, b"id: A\n")
    assert record is None
    assert problems


@given(st.sampled_from(sorted(FILES)), st.data())
def test_mutated_files_never_raise(path: str, data: st.DataObject) -> None:
    text = bytearray(FILES[path])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        piece = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from(_PIECES)))
        text[at : at + data.draw(st.integers(0, 6))] = piece
    record, problems = decode(path, bytes(text))
    assert (record is None) == bool(problems)
    assert all(found.text(lang).isprintable() for found in problems for lang in ("zh", "en"))


_KEYS = st.sampled_from(["a", "kind", "step"])
_VALUES = st.recursive(
    st.sampled_from(["是", "x", "2026-05-08", "1", "P001", "２"]),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KINDS)), _VALUES)
def test_any_value_in_any_field(kind: str, value: object) -> None:
    fields = [name for name in KINDS[kind].model_fields if name not in {"marks", "path", "kind"}]
    text = f"kind: {kind}\n" + "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name in fields
    )
    record, problems = decode("data/events/U01/2026/E1.yml", text.encode())
    assert (record is None) == bool(problems)


_PIECES = [
    b": ",
    "：".encode(),
    b"\n",
    b"  ",
    b"- ",
    b"[",
    b"{",
    b'"',
    b"'",
    b"&a ",
    b"*a",
    b"!x ",
    b"|\n",
    b"\t",
    b"#",
    b"null",
]
