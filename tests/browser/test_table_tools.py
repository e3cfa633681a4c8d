"""Tables in a real browser: sorted, filtered, kept in the address, saved as files; from a folder too."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
RANKING = "rankings/2026Q1.html"
TOTAL = 8
"""The column 考评总分."""


@pytest.fixture(params=["http", "folder"])
def ranking(page: Page, request: pytest.FixtureRequest) -> Page:
    """The page of a ranking, from a server and from the offline folder."""
    if request.param == "http":
        page.goto(f"{request.getfixturevalue('address')}/{RANKING}")
    else:
        page.goto((request.getfixturevalue("offline") / RANKING).as_uri())
    return page


def column(page: Page, number: int = TOTAL) -> list[str]:
    rows = page.locator("table.g-table").first.locator("tbody tr:not([hidden])")
    return rows.locator(f"td:nth-child({number})").all_inner_texts()


def sort(page: Page, head: str) -> None:
    page.locator("table.g-table").first.locator(".g-sorter", has_text=head).first.click()


def test_a_head_sorts_and_the_address_keeps_it(ranking: Page) -> None:
    before = column(ranking)
    sort(ranking, "考评总分")
    rising = [float(text) for text in column(ranking)]
    assert rising == sorted(rising)
    sort(ranking, "考评总分")
    assert [float(text) for text in column(ranking)] == sorted(rising, reverse=True)
    head = ranking.locator("th", has_text="考评总分").first
    expect(head).to_have_attribute("aria-sort", "descending")
    assert ranking.url.endswith("?t1=8-")
    ranking.reload()
    assert [float(text) for text in column(ranking)] == sorted(rising, reverse=True)
    ranking.go_back()
    assert [float(text) for text in column(ranking)] == rising
    ranking.go_back()
    assert column(ranking) == before
    expect(head).not_to_have_attribute("aria-sort", "descending")


def test_a_third_click_gives_the_order_back(ranking: Page) -> None:
    before = column(ranking)
    for _ in range(3):
        sort(ranking, "考评总分")
    assert column(ranking) == before
    expect(ranking.locator("th[aria-sort]")).to_have_count(0)
    assert "?" not in ranking.url


@pytest.mark.parametrize("name", ["projects", "items"])
def test_states_sort_by_how_grave_they_are(page: Page, address: str, name: str) -> None:
    """The worst first, in it the longest delay; not by the sound of the words."""
    page.goto(f"{address}/{name}/index.html")
    tones = "chips => chips.map(chip => chip.className.replace('rec-chip rec-', ''))"
    days = "chips => chips.map(chip => Number((/(?:超期|最长)(\\d+)/.exec(chip.textContent) || [0, 0])[1]))"
    chips = page.locator("td[data-label=状态] .rec-chip")
    sort(page, "状态")
    worst = chips.evaluate_all(tones)
    over = chips.evaluate_all(days)[: worst.count("over")]
    assert over == sorted(over, reverse=True)
    order = {"over": 0, "late": 1, "open": 2, "good": 3, "plain": 4}
    assert worst == sorted(worst, key=order.__getitem__)
    assert len(set(worst)) > 1
    sort(page, "状态")
    assert chips.evaluate_all(tones) == sorted(worst, key=order.__getitem__, reverse=True)


def test_names_sort_by_pinyin_with_the_keyboard(ranking: Page) -> None:
    names = column(ranking, 2)
    ranking.locator(".g-sorter", has_text="单位").first.focus()
    ranking.keyboard.press("Enter")
    order = "names => names.sort(new Intl.Collator('zh-CN-u-co-pinyin', {numeric: true}).compare)"
    assert column(ranking, 2) == ranking.evaluate(order, names)


def test_a_filter_counts_and_is_kept(ranking: Page) -> None:
    names = column(ranking, 2)
    wanted = [name for name in names if "街道" in name]
    assert 0 < len(wanted) < len(names)
    box = ranking.locator(".g-tools input").first
    box.fill("街道")
    assert column(ranking, 2) == wanted
    expect(ranking.locator(".g-tools output").first).to_have_text(f"{len(wanted)} / {len(names)} 行")
    ranking.reload()
    assert column(ranking, 2) == wanted
    expect(box).to_have_value("街道")
    ranking.go_back()
    assert column(ranking, 2) == names


def saved(page: Page, form: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(".g-saves button", has_text=form).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_is_saved_is_the_table(ranking: Page, tmp_path: Path) -> None:
    sort(ranking, "单位")
    names, totals = column(ranking, 2), column(ranking)
    path = saved(ranking, "CSV", tmp_path)
    assert path.suffix == ".csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == names
    assert [row[TOTAL - 1] for row in rows[1:]] == totals
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "@"}]
    book = load_workbook(saved(ranking, "Excel", tmp_path))
    (sheet,) = book.worksheets
    assert sheet.freeze_panes == "A2"
    values = list(sheet.values)
    assert [row[1] for row in values[1:]] == names
    assert [row[TOTAL - 1] for row in values[1:]] == [float(text) for text in totals]
    assert values[0] == tuple(rows[0])


def test_the_same_table_gives_the_same_file(ranking: Page, tmp_path: Path) -> None:
    first = saved(ranking, "Excel", tmp_path).read_bytes()
    assert saved(ranking, "Excel", tmp_path).read_bytes() == first


CELLS = {
    "=1+1": ("'=1+1", "=1+1"),
    "@x": ("'@x", "@x"),
    "-cmd": ("'-cmd", "-cmd"),
    "−4.5": ("-4.5", -4.5),
    "+3": ("3", 3),
    "1,234": ("1,234", 1234),
    "13\u2009670": ("13670", 13670),
    "1\u202f234\u202f567.5": ("1234567.5", 1234567.5),
    "7\u00a0500": ("7500", 7500),
    "−13\u2009670": ("-13670", -13670),
    "13\u200967": ("13\u200967", "13\u200967"),
    "1\u2009234,567": ("1\u2009234,567", "1\u2009234,567"),
    "0007": ("0007", "0007"),
    "12.5%": ("12.5%", 0.125),
    "慢1.5": ("慢1.5", -1.5),
    "2026-09-30": ("2026-09-30", "2026-09-30 00:00:00"),
    "—": ("—", "—"),
    '说"是", 对': ('说"是", 对', '说"是", 对'),
}


def test_cells_are_typed_and_never_run(ranking: Page, tmp_path: Path) -> None:
    for form, place in (("CSV", 0), ("Excel", 1)):
        with ranking.expect_download() as waiting:
            ranking.evaluate(
                "([form, grid]) => GuatuSave(form, 't', grid)", [form, [["a"], *([c] for c in CELLS)]]
            )
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        wanted = [str(pair[place]) for pair in CELLS.values()]
        if form == "CSV":
            found = [row[0] for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())]
        else:
            cells = [row[0] for row in load_workbook(path).worksheets[0].iter_rows()]
            assert not [cell for cell in cells if cell.data_type == "f"]
            found = [str(cell.value) for cell in cells]
        assert found[1:] == wanted


def saved_cells(page: Page, folder: Path, texts: list[str]) -> list[Cell]:
    """Save a column of texts as a workbook and read it again, without its head."""
    with page.expect_download() as waiting:
        page.evaluate("grid => GuatuSave('Excel', 't', grid)", [["a"], *([text] for text in texts)])
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    rows = load_workbook(path).worksheets[0].iter_rows(min_row=2)
    return [cell for row in rows for cell in row if isinstance(cell, Cell)]


def test_numbers_keep_their_places_without_a_bare_dot(page: Page, address: str, tmp_path: Path) -> None:
    forms = {
        "+2": '+0;"−"0;0',
        "−4.25": '+0.00;"−"0.00;0',
        "1,234": "#,##0",
        "13\u2009670.5": "#,##0.0",
        "+13\u2009670": '+#,##0;"−"#,##0;0',
        "12": "General",
        "100.00": "0.00",
        "3.125": "0.000",
        "83%": "0%",
        "83.3%": "0.0%",
        "慢28.9": '"快"0.0;"慢"0.0;"快"0.0',
        "— 100.00": '"— "0.00',
    }
    page.goto(f"{address}/{RANKING}")
    found = saved_cells(page, tmp_path, list(forms))
    assert [cell.number_format for cell in found] == list(forms.values())
    assert all(cell.data_type == "n" for cell in found)


def test_text_that_looks_like_a_formula_is_marked_as_text(page: Page, address: str, tmp_path: Path) -> None:
    texts = {"=1+1": True, "+x": True, "-cmd": True, "@x": True, "项目": False, "−4.5": False, "+3": False}
    page.goto(f"{address}/{RANKING}")
    found = saved_cells(page, tmp_path, list(texts))
    assert [bool(cell.quotePrefix) for cell in found] == list(texts.values())


def test_amounts_of_a_thousand_and_more_sort_and_are_numbers(
    page: Page, address: str, built: Path, tmp_path: Path
) -> None:
    """Whatever the page prints of an amount, its digits are the oracle."""
    bulletin = max((built / "bulletins").glob("20??-??.html"))
    page.goto(f"{address}/bulletins/{bulletin.name}")
    table = page.locator("table.g-table", has=page.locator("th", has_text="累计完成（万元）")).first
    head = table.locator("thead tr").last.locator("th", has_text="累计完成（万元）")
    place = head.evaluate("cell => cell.cellIndex")

    def amounts() -> list[str]:
        rows = table.locator("tbody tr:not(.g-total)").all()
        return ["".join(filter(str.isdigit, row.locator("td").nth(place).inner_text())) for row in rows]

    plain = [int(text) for text in amounts() if text]
    assert max(plain) >= 1000 > min(plain)
    head.locator("button").click()
    assert [int(text) for text in amounts() if text] == sorted(plain)
    bar = page.locator(".g-tools", has=page.locator(".g-saves")).nth(
        table.evaluate("one => [...document.querySelectorAll('.md-content table.g-table')].indexOf(one)")
    )
    with page.expect_download() as saving:
        bar.locator("button", has_text="Excel").click()
    saving.value.save_as(tmp_path / "saved.xlsx")
    rows = load_workbook(tmp_path / "saved.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True)
    assert sorted(plain) == [row[place] for row in rows if isinstance(row[place], int)][: len(plain)]


def test_a_page_with_a_workbook_of_its_own_offers_no_simple_one(page: Page, filed: Path) -> None:
    found = {True: 0, False: 0}
    for file in (
        *filed.glob("papers/?/2026*.html"),
        *filed.glob("bulletins/2026*.html"),
        filed / "papers" / "index.html",
    ):
        text = file.read_text(encoding="utf-8")
        own = re.search(r'<nav class="paper-switch"((?!</nav>).)*\.xlsx"', text, re.DOTALL) is not None
        if "g-table" in text and found[own] < 2:
            page.goto(file.as_uri())
            assert (page.locator(".g-saves").count() > 0) is not own, file
            found[own] += 1
    assert found == {True: 2, False: 2}


def test_tables_of_records_have_the_tools_too(page: Page, address: str, built: Path, tmp_path: Path) -> None:
    """A waterfall stays in its order; a list in groups is saved without the rows that name the groups."""
    unit = min(built.glob("scores/2026Q1-*.html")).stem.partition("-")[2]
    page.goto(f"{address}/scores/2026Q1-{unit}.html")
    falls = page.locator("table.rec-falls").first
    assert falls.locator(".g-sorter").count() == 0
    assert "各类基础分" in (falls.locator("tbody tr").first.text_content() or "")
    scores = built.glob("scores/2026Q1-*.html")
    told = min(one.name for one in scores if 'class="rec-day"' in one.read_text(encoding="utf-8"))
    page.goto(f"{address}/scores/{told}")
    with page.expect_download() as saving:
        page.locator("section.rec-section:has(td.rec-day) .g-saves button", has_text="CSV").first.click()
    saving.value.save_as(tmp_path / "falls.csv")
    with (tmp_path / "falls.csv").open(encoding="utf-8-sig", newline="") as text:
        head, *lines = csv.reader(text)
    assert head == [
        "日期",
        "条款",
        "事由和依据",
        "原值",
        "折合总分",
        "累计",
    ]  # what is drawn beside is no data
    assert {len(line) for line in lines} == {len(head)}
    reasons = [line[2].split("\n") for line in lines if line[3]]
    assert reasons
    assert all(any(part.startswith("依据") for part in one) for one in reasons)
    leaders = built.glob("leaders/*.html")
    led = min(one.name for one in leaders if "rec-band-row" in one.read_text(encoding="utf-8"))
    page.goto(f"{address}/leaders/{led}")
    table = page.locator("#projects table.rec-table")
    with page.expect_download() as saving:
        page.locator("#projects .g-saves button", has_text="CSV").click()
    saving.value.save_as(tmp_path / "saved.csv")
    with (tmp_path / "saved.csv").open(encoding="utf-8-sig", newline="") as text:
        head, *lines = csv.reader(text)
    assert head[0] == "项目"
    names = table.locator("tbody th[scope=row]").all_text_contents()
    assert [line[0] for line in lines] == [name.strip() for name in names] != []


def test_a_filter_finds_digits_however_they_are_grouped(ranking: Page) -> None:
    """13670 and 13 670, as the page groups it or as one types it, are the same sum."""
    table, box = ranking.locator("table.g-table").first, ranking.locator(".g-tools input").first
    cells = table.locator("tbody tr td:nth-child(2)")
    for place, text in enumerate(("合计13\u202f670万元", "合计13670万元", "合计1,234,567元")):
        cells.nth(place).evaluate("(cell, text) => { cell.textContent = text; }", text)
    shown = table.locator("tbody tr:visible")
    for asked, rows in (
        ("13670", 2),
        ("13\u202f670", 2),
        ("13\u2009670万", 2),
        ("1234567", 1),
        ("1,234,567", 1),
    ):
        box.fill(asked)
        expect(shown).to_have_count(rows)
