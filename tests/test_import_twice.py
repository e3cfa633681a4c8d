"""Which project is which when a table comes again: gone, renamed, moved, its unit spelled in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from districts import commit
from test_import_again import MAP, TABLE, begun, bring, holding, root

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["root"]


def test_what_left_the_table_and_what_may_be_there_twice_is_told(root: Path) -> None:
    begun(root)
    lines = [line for line in TABLE.splitlines(keepends=True) if "西湖酒店" not in line]
    table = "".join(lines).replace("云帆电子二期", "云帆电子产业园").replace("临空办,0005", "招商一局,0005")
    code, out, _ = bring(root, table)
    assert code == 0
    assert "数据里有 2 个项目不在这张表里（这张表的单位、年度和性质）：ZSEJ-" in out
    assert "西湖酒店改造（ZSEJ）、ZSYJ-" in out
    named = next(line for line in out.splitlines() if line.startswith("疑似同一项目（同名）：LKB-"))
    assert "空港仓储（LKB） → ZSYJ-" in named
    alike = next(line for line in out.splitlines() if line.startswith("疑似同一项目（总投资和计划相同）："))
    assert "云帆电子二期（ZSYJ） → ZSYJ-" in alike
    assert "是同一个项目的，删去新编号的文件，沿用旧编号" in out
    again = bring(root, table)[1]
    assert out.splitlines()[:-1] == again.splitlines()[:-1]


def test_nothing_is_told_of_what_was_withdrawn_or_is_not_of_the_table(root: Path) -> None:
    begun(root)
    gone = holding(root, "空港仓储").stem
    (root / "data/events/ZDB/2026/TK.yml").write_text(
        f"id: TK\nkind: project_withdrawn\ndate: 2026-06-30\nwriter: ZDB\nproject: {gone}\n"
        "reason: 不再实施\napprover: 区政府\n",
        "utf-8",
    )
    fewer = "".join(line for line in TABLE.splitlines(keepends=True) if "空港仓储" not in line)
    assert "不在这张表里" not in bring(root, fewer)[1]
    continued = MAP.replace("class: 计划新开工", "class: 结转续建")
    only_first = "".join(TABLE.splitlines(keepends=True)[:3])
    assert "不在这张表里" not in bring(root, only_first, continued)[1]
    assert "数据里有 1 个项目不在这张表里" in bring(root, only_first)[1]


def test_a_renamed_project_keeps_its_id_by_a_code_list(root: Path) -> None:
    """As README.zh-CN says it: the same header read twice, once by a list of names that have changed."""
    begun(root)
    text = MAP.replace(
        "lists:\n", "lists:\n  - name: renamed\n    entries: [{code: 云帆电子产业园, value: 云帆电子二期}]\n"
    ).replace(
        "  - {name: name, header: 项目名称, required: 是}\n",
        "  - {name: name, header: 项目名称, required: 是}\n"
        "  - {name: first_name, header: 项目名称, codes: renamed}\n",
    )
    text = text.replace('"{unit}|{name}"', '"{unit}|{first_name}"').replace(
        "[unit, name]", "[unit, first_name]"
    )
    table = TABLE.replace("云帆电子二期", "云帆电子产业园")
    code, out, err = bring(root, table, text)
    assert (code, " G790 " in err, "疑似" in out) == (1, True, False)
    project = holding(root, "云帆电子二期")
    project.write_text(project.read_text("utf-8").replace("云帆电子二期", "云帆电子产业园"), "utf-8")
    assert bring(root, table, text)[0] == 0
    assert "相同未动 26 个" in bring(root, table, text)[1]


def test_a_unit_registered_first_is_known_by_its_full_and_its_short_name(root: Path) -> None:
    """The README's order: the register, then the import with the example's `register:`."""
    unit = root / "data/register/organisations/ZSYJ.yml"
    unit.parent.mkdir(parents=True)
    text = "id: ZSYJ\nname: 区招商第一局\nshort: 招商一局\nkind: 责任单位\nscored: 是\naccounts:\n  - a\n"
    unit.write_text(text, "utf-8")
    code, out, err = bring(root)
    assert code == 0
    assert all(" G743 " in line for line in err.splitlines()), err  # blanks below a unit, as in any .csv
    assert "已写新文件 25 个，改写 0 个，相同未动 1 个" in out
    assert bring(root, TABLE, MAP, "--force")[0] == 0
    assert unit.read_text("utf-8") == text
    other = text.replace("区招商第一局", "区财政局").replace("招商一局", "财政局")
    unit.write_text(other, "utf-8")
    assert bring(root)[0] == 0  # the map's own list says that 招商一局 is ZSYJ
    constant = MAP.replace(
        "name: 区科学技术和经济信息化局, short: 科经局", "name: 区农业农村局, short: 农业局"
    )
    code, _, err = bring(root, TABLE, constant)
    assert (code, "organisations/XTB.yml:1:1: G741 已有这个文件，单位全称（name）、单位简称" in err) == (
        1,
        True,
    )


def test_two_spellings_of_one_unit_are_one_unit_and_one_project(root: Path) -> None:
    text = MAP.replace(
        "- {code: 招商一局, value: ZSYJ}",
        "- {code: 区招商第一局, value: ZSYJ}\n      - {code: 招商一局, value: ZSYJ}",
    )
    mixed = TABLE.replace("\n,0002", "\n区招商第一局,0002")
    code, _, err = bring(root, mixed, text)
    assert code == 0
    assert all(" G743 " in line for line in err.splitlines()), err  # blanks below a unit, as in any .csv
    assert "name: 区招商第一局\n" in (root / "data/register/organisations/ZSYJ.yml").read_text("utf-8")
    commit(root, "2026-06-30")
    for table in (TABLE, TABLE.replace("招商一局", "区招商第一局")):
        code, out, _ = bring(root, table, text)
        assert code == 0
        assert "已写新文件 0 个，改写 0 个，相同未动 26 个" in out
