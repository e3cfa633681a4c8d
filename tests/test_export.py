"""`guatu export` as a person calls it: every paper, every format, opened again; and how it refuses."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from districts import BASE, PROBLEMS, build, commit, git
from places import ROOT
from pypdf import PdfReader
from typer.testing import CliRunner

from generator.cli import app
from generator.commands.build import ready
from generator.commands.export import viewed
from generator.outputs.papers.catalogue import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from generator.outputs.papers.kinds import PaperKind

PERIODS = {"周": "2026-W24", "月": "2026-06", "季": "2026Q2", "年": "2026"}


def export(root: Path, *arguments: object) -> Result:
    given = ["export", *map(str, arguments), "--root", str(root), "--as-of", "2026-06-30"]
    return CliRunner().invoke(app, given)


def opened(path: Path) -> str:
    """Open a file with a library that reads its kind, and give the words in it."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(value) for row in rows for value in row if value is not None)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.letter)
def test_each_paper_in_each_format(district: Path, tmp_path: Path, kind: PaperKind) -> None:
    """Notices are those of the demo: a small district has no card of each colour and no referral."""
    notice = kind.told == "now"
    period = "2026" if notice else PERIODS[kind.cadence]
    done = export(ROOT if notice else district, kind.letter, "--period", period, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    files = sorted(tmp_path.iterdir())
    assert {path.suffix.removeprefix(".") for path in files} == set(kind.formats)
    assert [str(path) for path in files] == sorted(done.stdout.split("\n")[:-1])
    for path in files[:4]:
        assert "2026" in opened(path).replace(" ", "")
        assert path.name.startswith(f"{kind.letter}-2026")


def test_all_papers_of_a_quarter_and_their_bytes(district: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        done = export(district, "all", "--period", "2026Q2", "--format", "docx", "--out", tmp_path / folder)
        assert done.exit_code == 0, done.output
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two
    letters = [name[0] for name in one]
    assert {letter: letters.count(letter) for letter in "ABCDEFGLMNOQ"} == {
        **dict.fromkeys("AFGLM", 1), **dict.fromkeys("BCDQ", 13), **dict.fromkeys("ENO", 3)
    }  # fmt: skip


def test_one_unit_by_its_short_name(district: Path, tmp_path: Path) -> None:
    done = export(district, "B", "--period", "2026-W24", "--unit", "更新中心", "--format", "docx",
                  "--out", tmp_path / "b.docx")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "城市更新服务中心" in opened(tmp_path / "b.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["b.docx"]


def test_a_day_asks_for_the_period_that_holds_it(district: Path, tmp_path: Path) -> None:
    done = export(district, "Q", "--period", "2026-06-10", "--format", "xlsx", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert [path.name[:10] for path in tmp_path.iterdir()] == ["Q-2026-W24"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("X", "--period", "2026"), 2, "没有“X”这种文件"),
        (("P", "--period", "2026"), 2, "项目页"),
        (("E", "--period", "2026年6月"), 2, "看不懂"),
        (("E", "--period", "2026-06", "--unit", "更新中心"), 2, "不分单位"),
        (("E", "--period", "2026-06", "--format", "xlsx"), 2, "可用：docx、pdf"),
        (("B", "--period", "2026-W24", "--unit", "不存在"), 2, "没有“不存在”这个单位"),
        (("C", "--period", "2026-W24", "--leader", "不存在"), 2, "没有“不存在”这位分管负责人"),
        (("B", "--period", "2026-W24", "--unit", "更新中心", "--leader", "L1"), 2, "只能用一个"),
        (("E", "--period", "2024-06"), 1, "没有这样的文件"),
    ],
)
def test_what_is_refused(
    district: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done = export(district, *arguments, "--out", tmp_path / "out")
    assert done.exit_code == status, done.output
    assert words in done.output
    assert not (tmp_path / "out").exists()


def test_a_paper_says_that_it_rests_on_faults_between_files(tmp_path: Path) -> None:
    root, out = tmp_path / "district", tmp_path / "E.docx"
    build(root, BASE)
    build(root, PROBLEMS / "G501" / "bad")
    done = export(root, "E", "--period", "2026-06", "--format", "docx", "--out", out)
    assert done.exit_code == 0
    assert "不能作数" in done.output
    assert "数据有 1 处错误" in opened(out)


def test_when_a_fact_was_recorded_is_known_as_on_the_site(tmp_path: Path) -> None:
    """A paper's file and the site's download of it tell the same, the days of recording included."""
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-07-08")
    day = date(2026, 7, 31)
    site, _, _ = ready(tmp_path, day, "", tmp_path / "site", files=False)
    found = viewed(tmp_path, "", day).portfolio.recorded
    assert found == site.recorded
    assert set(found.values()) == {date(2026, 7, 8)}


def test_several_papers_do_not_go_into_one_file(district: Path, tmp_path: Path) -> None:
    target = tmp_path / "one.docx"
    target.write_text("keep me", encoding="utf-8")
    done = export(district, "all", "--period", "2026-06", "--out", target)
    assert done.exit_code == 2
    assert target.read_text(encoding="utf-8") == "keep me"


def test_the_name_of_a_file_and_of_a_folder(district: Path, tmp_path: Path) -> None:
    wanted = ("E", "--period", "2026-06", "--format", "pdf", "--out")
    assert export(district, *wanted, tmp_path / "new" / "folder").exit_code == 0
    assert [path.suffix for path in (tmp_path / "new" / "folder").iterdir()] == [".pdf"]
    done = export(district, *wanted, tmp_path / "june.docx")
    assert done.exit_code == 2
    assert "june.pdf" in done.output
    assert not (tmp_path / "june.docx").exists()


def test_a_files_name_tells_its_form(district: Path, tmp_path: Path) -> None:
    target = tmp_path / "june.docx"
    done = export(district, "E", "--period", "2026-06", "--out", target)
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("name", "letter"), [("附件2", "B"), ("月度通报", "E"), ("台账", "O"), ("q", "Q")])
def test_a_paper_goes_by_its_name_too(district: Path, tmp_path: Path, name: str, letter: str) -> None:
    period = PERIODS["月" if letter in "EO" else "周"]
    done = export(district, name, "--period", period, "--format", "docx", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert [path.name[:2] for path in tmp_path.iterdir()] == [f"{letter}-"]


def test_a_bulletin_is_told_as_of_its_periods_end_unless_a_day_is_named(
    district: Path, tmp_path: Path
) -> None:
    """Exported long after: the first quarter as of 31 March, and with the corrections since when asked."""
    words = {}
    for day in ("", "2026-06-30"):
        given = ["export", "F", "--period", "2026Q1", "--format", "docx", "--root", str(district)]
        folder = tmp_path / (day or "plain")
        done = CliRunner().invoke(app, [*given, "--out", str(folder), *(["--as-of", day] if day else [])])
        assert done.exit_code == 0, done.output
        words[day] = opened(next(folder.iterdir()))
    assert "数据截至2026年3月31日" in words[""]
    assert "数据截至2026年6月30日" in words["2026-06-30"]


def test_a_period_still_to_come_is_said_to_be(district: Path, tmp_path: Path) -> None:
    done = export(district, "E", "--period", "2026-09", "--out", tmp_path / "x")
    assert done.exit_code == 1
    assert "还没有开始" in done.output


def test_without_what_sets_a_pdf_the_rest_is_written(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.outputs.office.pdf.find_spec", {"fontTools": True}.get)
    refused = export(district, "E", "--period", "2026-06", "--format", "pdf", "--out", tmp_path / "E.pdf")
    assert refused.exit_code == 1
    assert "pip install 'guatu[pdf]'" in refused.output
    assert not any(tmp_path.iterdir())
    done = export(district, "E", "--period", "2026-06", "--out", tmp_path / "E")
    assert done.exit_code == 0, done.output
    assert {path.suffix for path in (tmp_path / "E").iterdir()} == {".docx"}
