"""`guatu scenario`: worked cases pass; what is wrong with one is told at its line, nothing passes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from places import ROOT
from typer.testing import CliRunner

from generator.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

SCENARIOS = ROOT / "tests" / "scenarios"
PASSED, FAILED = "1 个算例通过，0 个不符", "0 个算例通过，1 个不符"
NEW = "{id: N1, kind: new_start, nature: planned, lead: [甲], planned_week: 2026-W20, started: 2026-05-17}"
PROJECT = "{id: R1, kind: project, sector: 工业, programme: null, investment_wan: 20000}"
CARRIED = "{id: C1, kind: carry_over, lead: [甲], milestones: [{name: 主体, due_month: 2026-03}]}"
ITEM = "{id: M1, kind: untimed_item, responsible: [甲], meetings: [{date: 2026-02-03, level: 主任办公会}]}"
LATE = NEW.replace("2026-05-17", "null")


def guatu(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def told(folder: Path, *lines: str, name: str = "case.yaml") -> Result:
    """Run a case of these lines, under its id, day and unit."""
    path = folder / name
    head = ("id: x", "as_of: 2026-12-31", "units: [甲]")
    path.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    done = guatu("scenario", path)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def test_all_scenarios_pass_as_one_command() -> None:
    done = guatu("scenario", SCENARIOS)
    count = len(list(SCENARIOS.glob("*.yaml")))
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == f"{count} 个算例通过，0 个不符"


def test_without_an_edition_of_the_rules_that_is_said_and_not_the_case_blamed(tmp_path: Path) -> None:
    (tmp_path / "data" / "policy").mkdir(parents=True)
    case = SCENARIOS / "case-01-late-start-boundaries.yaml"
    done = guatu("scenario", case, "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == f"{case}:1: data/policy 里没有计分规则"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points: 3.2}", "points: 3.3}", "3.3"),
        ("cat1: 90.4", "cat1: 90.5", "应为 90.5，算得 90.4"),
        ("expected_cat1: {unit: 甲办, quarter: 2026Q2, cat1: 93.6}", "expected_cat9: {}", "cat9"),
        ("expected_cat1: {unit: 甲办, quarter: 2026Q2, cat1: 93.6}", "expected_cat1: {}", "没有写要比的内容"),
        ("switch: late_restore=replace", "switch: late_restore=nonsense", "没有这个开关"),
        ("switch: late_restore=replace", "switch: cap_category=NaN", "没有这个开关"),
        ("kind: new_start", "kind: 新开工", "P1 的 kind “新开工”不认识，可写 new_start"),
        ("planned_week: 2026-W19", "planned_week: 2026-W77", "planned_week 应写周，例如 2026-W19"),
    ],
)
def test_a_wrong_case_fails_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (SCENARIOS / "case-01-late-start-boundaries.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "case.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = guatu("scenario", path)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == FAILED
    line = text[: text.index(old)].count("\n") + 1
    assert any(one.startswith(f"{path}:{line}:") and said in one for one in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("facts", "line", "said"),
    [
        (f"[{NEW.replace('kind: new_start, ', '')}]", 4, "N1 缺少 kind，可写 new_start"),
        (f"[{NEW.replace('id: N1, ', '')}]", 4, "这里缺少 id"),
        (f"[{NEW.replace('05-17', '02-30')}]", 4, "started 应写日期，例如 2026-05-11，现为“2026-02-30”"),
        (f"[{NEW.replace('planned,', 'plannned,')}]", 4, "nature 可写 planned、preliminary，现为“plannned”"),
        (f"[{NEW.replace('started', 'startd')}]", 4, "不认识的键 startd，是不是 started？"),
        (f"\n  - {NEW}\n  - {NEW}", 6, "前面已有事实 N1，编号不能重复"),
        (f"[{CARRIED.replace('due_month', 'due_mnth')}]", 4, "不认识的键 due_mnth，是不是 due_month？"),
        (f"[{CARRIED.replace('}]}', ', reach: 2026-03-01}]}')}]", 4, "不认识的键 reach，是不是 reached？"),
        (f"[{ITEM.replace('}]}', ', set_due: 2026-05-01}]}')}]", 4, "不认识的键 set_due，是不是 sets_due？"),
        (f"[{ITEM.replace('date: 2026-02-03, ', '')}]", 4, "这里缺少 date"),
        ("{a: b}", 4, "facts 应是一行一项的列表"),
        ("[N1]", 4, "facts 应一行写一个键，例如 kind，现为“N1”"),
        (f"[{PROJECT.replace('20000', '2亿')}]", 4, "investment_wan 应写数"),
        (f"[{PROJECT.replace('工业', '工厂')}]", 4, "sector 可写 工业、"),
    ],
)
def test_a_fact_that_is_wrong_is_told_at_its_line(tmp_path: Path, facts: str, line: int, said: str) -> None:
    done = told(tmp_path, f"facts: {facts}", "expected: {entries: []}")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == FAILED
    assert any(one.startswith(f"{tmp_path / 'case.yaml'}:{line}: {said}") for one in done.stdout.splitlines())


SCORED = "{unit: 甲, quarter: 2026Q2, cat1: 100}"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "算例没有写要比的内容"),
        ("expected: {}", "算例没有写要比的内容"),
        ("expcted: {entries: []}", "不认识的键 expcted，是不是 expected？"),
        ("asof_checks: []\nexpected: {entries: []}", "不认识的键 asof_checks，是不是 as_of_checks？"),
        ("expected: {totals: {}}", "totals 没有写要比的内容"),
        ("expected: {totals: {2026Q2: {}}}", "totals 没有写要比的内容"),
        ("expected: {base_scores: []}", "base_scores 没有写要比的内容"),
        ("expected: {base_scores: [{unit: 甲, quarter: 2026Q2}]}", "甲 2026Q2 没有写要比的内容"),
        ("expected: {base_scores: [{unit: 申, quarter: 2026Q2, cat1: 100}]}", "算例里没有单位 申"),
        ("expected: {totals: {2026Q2: {申: 100}}}", "算例里没有单位 申"),
        ("expected: {rectification: {2030Q1: []}}", "2030Q1 还没有开始"),
        ("expected: {rectification: {}}", "rectification 没有写要比的内容"),
        ("expected: {annual: []}", "annual 没有写要比的内容"),
        ("expected: {annual: {2026: {甲: {words: 好}}}}", "甲 2026 没有写要比的内容"),
        ("expected: {weekly_report_due: {}}", "weekly_report_due 没有写要比的内容"),
        ("expected: {weekly_report_due: {2026-W60: 2026-12-30}}", "应写周，例如 2026-W19，现为“2026-W60”"),
        ("expected: {routing: {NOSUCH: null}}", "没有 NOSUCH 这个项目"),
        ("expected: {entries: [{fact: N1, mark: 3}]}", "这里缺少 unit"),
        ("expected: {referrals: [{unit: 甲}]}", "没有算出：甲 提请问责"),
        ("as_of_checks: [{as_of: 2026-06-30, words: 好}]", "这一项没有写要比的内容"),
        ("as_of_checks: [{as_of: 2026-06-30, entries: [], mark: 1}]", "不认识的期望项 mark"),
        ("alternatives: [{switch: q4=own_only, words: 好}]", "这一项没有写要比的内容"),
        ("alternatives: [{switch: q4=own_only, expected_cat1: []}]", "expected_cat1 没有写要比的内容"),
        ("alternatives: [{switch: q4=own_only, expected_totals: {}}]", "expected_totals 没有写要比的内容"),
        ("alternatives: [{switch: q4=own_only, expected_totals: {申: 100}}]", "算例里没有单位 申"),
        ("alternatives: [{expected_totals: {甲: 100}}]", "这里缺少 switch"),
        (f"expected: {{base_scores: [{SCORED.replace('100', '1e-999999')}]}}", "cat1 应写数"),
        (f"expected: {{base_scores: [{SCORED.replace('100', 'NaN')}]}}", "cat1 应写数"),
    ],
)
def test_what_compares_nothing_does_not_pass(tmp_path: Path, said: str, why: str) -> None:
    done = told(tmp_path, f"facts: [{NEW}]", said)
    assert done.stdout.splitlines()[-1] == FAILED
    assert any(why in one for one in done.stdout.splitlines()), done.stdout
    assert done.exit_code == 1


def test_the_same_case_passes_where_it_says_what_is(tmp_path: Path) -> None:
    done = told(tmp_path, f"facts: [{NEW}]", f"expected: {{entries: [], base_scores: [{SCORED}]}}")
    assert (done.exit_code, done.stdout) == (0, f"{PASSED}\n")


def test_keys_for_readers_and_keys_nobody_knows_do_not_fail_a_case(tmp_path: Path) -> None:
    facts = NEW.replace("}", ", words: 好, leader: 张某}")
    done = told(tmp_path, f"facts: [{facts}]", "source: 手算", "expected: {entries: []}")
    assert (done.exit_code, done.stdout) == (0, f"{PASSED}\n")
    assert [line.split(": ", 1)[1] for line in done.stderr.splitlines()] == [
        "键 leader 不认识，没有用到",
        "键 source 不认识，没有用到",
    ]


@pytest.mark.parametrize("lines", [("expected: {entries: []}", "expected: {entries: []}"), ("expected: [",)])
def test_a_file_that_cannot_be_read_as_it_stands_fails(tmp_path: Path, lines: tuple[str, ...]) -> None:
    done = told(tmp_path, f"facts: [{NEW}]", *lines)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, FAILED)
    assert " G2" in done.stdout


def test_one_name_may_stand_without_a_list(tmp_path: Path) -> None:
    late = LATE.replace("[甲]", "甲办")
    expected = "[{fact: N1, unit: 甲办, quarter: 2026Q2, clause: '1.1(1)', date: 2026-05-17, points: -4}]"
    assert told(tmp_path, f"facts: [{late}]", f"expected: {{entries: {expected}}}").exit_code == 0


def test_routing_names_every_project_there_is_for_it(tmp_path: Path) -> None:
    second = PROJECT.replace("R1", "R2").replace("null", "none")
    lines = (f"facts: [{PROJECT}, {second}, {NEW}]",)
    done = told(tmp_path, *lines, "expected: {routing: {R1: 区科学技术和经济信息化局}}")
    assert "多算出：R2 归口 区科学技术和经济信息化局" in done.stdout
    both = "expected: {routing: {R1: 区科学技术和经济信息化局, R2: 区科学技术和经济信息化局}}"
    assert told(tmp_path, *lines, both).exit_code == 0


ACTS = ["2025-01-07", "2025-02-11", "2025-03-04", "2025-04-01", "2026-01-06", "2026-02-03", "2026-03-03"]


def supervised(*acts: str) -> str:
    facts = [
        f"{{id: S{number}, kind: supervision, unit: 甲, date: {on}}}" for number, on in enumerate(acts, 1)
    ]
    return f"facts: [{', '.join(facts)}, {{id: K, kind: consent, unit: 甲, date: 2026-06-04}}]"


@pytest.mark.parametrize("name", ["监委", "监察委"])
def test_a_unit_may_be_referred_once_a_year(tmp_path: Path, name: str) -> None:
    """Four acts make two red cards in each year, so there are two cases of one unit (D24)."""
    facts = supervised(*ACTS, "2026-05-06")
    first = (
        "{unit: 甲, second_red: 2025-04-01, consent: null, state_on_2025-03-31: null, "
        "state: 待分管负责人同意}"
    )
    second = (
        "{unit: 甲, second_red: 2026-05-06, consent: 2026-06-04, state_on_2026-06-03: 待分管负责人同意, "
        f"state: 已提交区纪委（{name}）}}"
    )
    assert told(tmp_path, facts, f"expected: {{referrals: [{second}, {first}]}}").output == f"{PASSED}\n"
    done = told(tmp_path, facts, f"expected: {{referrals: [{second}]}}")
    assert "多算出：甲 2025-04-01 提请问责" in done.stdout
    done = told(tmp_path, facts, f"expected: {{referrals: [{second.replace('06-04', '06-05')}, {first}]}}")
    assert "甲 consent：应为 2026-06-05，算得 2026-06-04" in done.stdout
    nothing = "{unit: 甲, words: 好}"
    assert "没有写要比的内容" in told(tmp_path, facts, f"expected: {{referrals: [{nothing}]}}").stdout


def test_cases_that_include_each_other_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "y.yaml").write_text(
        "id: y\nas_of: 2026-12-31\nincludes: x\nexpected: {entries: []}\n", encoding="utf-8"
    )
    (tmp_path / "z.yaml").write_text(
        "id: z\nas_of: 2026-12-31\nincludes: [nobody]\nexpected: {entries: []}\n", encoding="utf-8"
    )
    (tmp_path / "good.yaml").write_text(
        "id: good\nas_of: 2026-12-31\nunits: [甲]\nexpected: {entries: []}\n", encoding="utf-8"
    )
    told(tmp_path, "includes: y", "expected: {entries: []}", name="x.yaml")
    done = guatu("scenario", tmp_path)
    assert f"{tmp_path / 'x.yaml'}:4: 算例 x → y → x 引用成了一圈" in done.stdout
    assert f"{tmp_path / 'z.yaml'}:3: 找不到所引用的算例 nobody：应与本文件在同一文件夹" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 个算例通过，3 个不符"


def test_a_case_is_scored_by_the_edition_of_its_day(tmp_path: Path) -> None:
    """Another edition begins after the case's day: it says nothing of it."""
    root, first = tmp_path / "root", (ROOT / "data" / "policy" / "2019-03-11.yml").read_text(encoding="utf-8")
    (root / "data" / "policy").mkdir(parents=True)
    (root / "data" / "calendar").symlink_to(ROOT / "data" / "calendar")
    (root / "data" / "policy" / "2019-03-11.yml").write_text(first, encoding="utf-8")
    later = first.replace("2019-03-11", "2027-01-01").replace("points: -4\n", "points: -9\n")
    (root / "data" / "policy" / "2027-01-01.yml").write_text(later, encoding="utf-8")
    case = SCENARIOS / "case-01-late-start-boundaries.yaml"
    assert guatu("scenario", "--root", root, case).exit_code == 0
    assert guatu("scenario", "--policy", root / "data" / "policy" / "2027-01-01.yml", case).exit_code == 1
    assert guatu("scenario", "--root", tmp_path / "nowhere", case).exit_code == 2


def test_the_last_week_of_the_last_calendar_has_its_working_days(tmp_path: Path) -> None:
    """Monday to Thursday of 2026-W53 are in 2026: that a leader coordinates then needs no later calendar."""
    assert told(tmp_path, "expected: {weekly_coordination: {2026-W53: 是}}").output == f"{PASSED}\n"
    assert (
        "缺少 2027 年的工作日历" in told(tmp_path, "expected: {weekly_report_due: {2026-W53: null}}").stdout
    )


def test_another_edition_can_be_tried(tmp_path: Path) -> None:
    text = (ROOT / "data" / "policy" / "2019-03-11.yml").read_text(encoding="utf-8")
    path = tmp_path / "mine.yml"
    path.write_text(text.replace("points: -4\n", "points: -6\n", 1), encoding="utf-8")
    done = guatu("scenario", "--policy", path, SCENARIOS / "case-01-late-start-boundaries.yaml")
    assert done.exit_code == 1
    assert "-6" in done.stdout
