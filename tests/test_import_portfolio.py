"""A real portfolio through the example map: what comes out is counted again, independently, with pandas.

The real table is not in the repository; `GUATU_SCA_CSV` gives its place. Without it the same test runs on a
made-up table of the same shape, and says so.
"""

from __future__ import annotations

import csv
import io
import os
import random
import warnings
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from places import ROOT
from typer.testing import CliRunner

from generator.cli import app
from generator.intake.mapping import read_map
from generator.intake.run import Outcome, import_table
from generator.mechanism.report import Report, report
from generator.records.calendar import Quarter
from generator.records.checks import Context, check
from generator.records.decode import decode
from generator.records.load import load
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from generator.records.model.types import Record

EXAMPLE = ROOT / "examples" / "sca"
AS_OF = date(2025, 6, 30)
KEY = ["Project Building Identifier", "Project Description", "DSF Number(s)"]
HEADER = [
    "Project Geographic District ",
    "Project Building Identifier",
    "Project School Name",
    "Project Type ",
    "Project Description",
    "Project Phase Name",
    "Project Status Name",
    "Project Phase Actual Start Date",
    "Project Phase Planned End Date",
    "Project Phase Actual End Date",
    "Project Budget Amount",
    "Final Estimate of Actual Costs Through End of Phase Amount",
    "Total Phase Actual Spending Amount",
    "DSF Number(s)",
]
REAL = os.environ.get("GUATU_SCA_CSV", "")


def synthetic() -> bytes:
    """Sixty rows as the real table has them: twelve projects of four phases, and every kind of dirt."""
    rng = random.Random(3)
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(HEADER)
    rows = [row for number in range(12) for row in _project(rng, number)]
    rows += [
        _row(2, f"K{number:03}", "BATHROOMS", "Construction", "DOES", f"DSF{number:010}")
        for number in range(6)
    ]
    rows += [
        _row(9, "X900", "ODD PHASES", phase, "PNS", "NULL") for phase in ("NULL", "Purch & Install", "F&E")
    ]
    table.writerows([*rows, rows[0], rows[5], rows[-1]])
    return stream.getvalue().encode()


def _row(  # noqa: PLR0913, PLR0917 - the columns that vary
    district: int, building: str, words: str, phase: str, code: str, dsf: str
) -> list[object]:
    ended = "" if code == "DOES" else code
    started = "3/14/2025" if code == "DOES" else code
    amount = code if code == "DOES" else "0"
    school = [district, building, "P.S. 1 - QUEENS", "SCA CIP", words, phase, "In-Progress"]
    return [*school, started, code, ended, amount, "0.00", "0.00", dsf]


def _project(rng: random.Random, number: int) -> list[list[object]]:
    day = date(2023, 1, 9) + timedelta(days=rng.randrange(500))
    dsf = f"DSF{number:010}, DSF{number + 500:010}" if number % 3 else f"DSF{number:010}"
    rows = []
    for phase in ("Scope", "Design", "Construction", ("CM,F&E", "CM,Art,F&E", "CM")[number % 3]):
        row = _row(number % 4 + 1, f"{'MXKQR'[number % 5]}{number:03}", f"ROOF, {number}", phase, "PNS", dsf)
        if day < AS_OF:
            planned = day + timedelta(days=rng.randrange(30, 150))
            ended = max(planned + timedelta(days=rng.randrange(-60, 90)), day)
            planned = day - timedelta(days=40) if number == 7 and phase == "Design" else planned
            row[7:10] = [_american(day), _american(planned), _american(ended) if ended < AS_OF else ""]
            row[10] = rng.choice(["0", "0.00", "68660", "7724250.00"])
            day = max(day, ended) + timedelta(days=rng.randrange(1, 40))
        rows.append(row)
    return rows


def _american(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


@pytest.fixture(scope="module", params=["synthetic", "real"] if REAL else ["synthetic"])
def table(request: pytest.FixtureRequest) -> bytes:
    if request.param == "real":
        return Path(REAL).read_bytes()
    if not REAL:
        warnings.warn("实际项目表不在（未设 GUATU_SCA_CSV），改用同样形状的虚构表", stacklevel=1)
    return synthetic()


@pytest.fixture(scope="module")
def outcome(table: bytes) -> Outcome:
    made, problems = read_map("map.yml", (EXAMPLE / "map.yml").read_bytes())
    assert made is not None, [found.text() for found in problems]
    return import_table("sca.csv", table, made)


@pytest.fixture(scope="module")
def portfolio(outcome: Outcome) -> Portfolio:
    """What is read back from the files, none of which may have a fault."""
    given = {path: text.encode() for path, text in outcome.files.items()}
    given["data/policy/2003-01-01.yml"] = (EXAMPLE / "policy.yml").read_bytes()
    for file in (EXAMPLE / "calendar").glob("*.yml"):
        given[f"data/calendar/{file.name}"] = file.read_bytes()
    records: list[Record] = []
    for path, content in given.items():
        record, problems = decode(path, content)
        assert record is not None, [found.text() for found in problems]
        records.append(record)
    return Portfolio.of(records, {record.path: AS_OF for record in records})


@pytest.fixture(scope="module")
def made(portfolio: Portfolio) -> Report:
    return report(portfolio, AS_OF)


@pytest.fixture(scope="module")
def frame(table: bytes) -> pd.DataFrame:
    """The projects of the table by pandas: exactly four phases, deadlines at the end of the month."""
    rows = pd.read_csv(io.BytesIO(table), dtype=str, keep_default_na=False)
    rows.columns = rows.columns.str.strip()
    rows = rows.drop_duplicates()
    rows["phase"] = rows["Project Phase Name"].where(~rows["Project Phase Name"].str.match("CM"), "CM")
    phases = rows.groupby(KEY)["phase"].transform(lambda names: "+".join(sorted(names)))
    rows = rows[phases == "CM+Construction+Design+Scope"].copy()
    for name, column in (
        ("planned", "Project Phase Planned End Date"),
        ("ended", "Project Phase Actual End Date"),
    ):
        rows[name] = pd.to_datetime(rows[column], format="%m/%d/%Y", errors="coerce")
    rows["deadline"] = rows["planned"] + pd.offsets.MonthEnd(0)
    rows["quarter"] = rows["deadline"].dt.to_period("Q").astype(str)
    rows["unit"] = "D" + rows["Project Geographic District"].str.zfill(2)
    return rows


def test_every_row_is_accounted_for(outcome: Outcome, frame: pd.DataFrame) -> None:
    taken = sum(len(draft.rows) for draft in outcome.sorting.drafts)
    out = outcome.sorting.rows_left_out + len(outcome.tally.duplicates) + outcome.tally.blank
    assert taken + out == outcome.tally.read
    assert taken == len(frame)
    assert not outcome.faulty
    assert {found.code.id for found in outcome.problems} == {"G719"}


def test_the_tables_in_numbers(outcome: Outcome) -> None:
    found = (outcome.tally.read, len(outcome.sorting.drafts), len(outcome.tally.duplicates))
    warned = [problem.mark.line for problem in outcome.problems]
    expected = {60: (60, 12, 3, [31]), 13153: (13153, 2049, 0, [827, 6012, 12117])}
    assert (*found, warned) == expected[outcome.tally.read]


def test_the_checks_find_no_fault(portfolio: Portfolio) -> None:
    """Some real projects of one school share their names, and three end before they start: reminders."""
    found = check(portfolio, Context(today=AS_OF))
    assert [one.text() for one in found if one.severity == "error"] == []


def test_the_command_brings_policy_and_calendars_along(tmp_path: Path) -> None:
    (tmp_path / "sca.csv").write_bytes(synthetic())
    words = [
        "import",
        "table",
        str(tmp_path / "sca.csv"),
        "--map",
        str(EXAMPLE / "map.yml"),
        "--root",
        str(tmp_path),
    ]
    assert CliRunner().invoke(app, words).exit_code == 0
    portfolio, problems = load(tmp_path)
    assert (problems, len(portfolio.projects)) == ([], 12)
    assert list(portfolio.policies) == [date(2003, 1, 1)]
    assert sorted(portfolio.calendars) == list(range(2003, 2026))


def test_missed_deadlines_agree_with_the_table(made: Report, frame: pd.DataFrame) -> None:
    """2.1: a unit loses 5 points for each project and quarter with a missed deadline (D14, D15).

    A completed project has passed all its milestones.
    """
    built = frame["ended"].where(frame["phase"] == "Construction").groupby([frame[key] for key in KEY])
    done = pd.concat([frame["ended"], built.transform("min")], axis=1).min(axis=1)
    late = frame[frame["deadline"].le(pd.Timestamp(AS_OF)) & ~done.le(frame["deadline"])]
    expected = Counter(late.drop_duplicates([*KEY, "quarter"]).groupby(["unit", "quarter"]).size().to_dict())
    booked = [entry for entry in made.entries if entry.clause == "2.1"]
    assert {entry.points for entry in booked} == {Decimal(-5)}
    assert Counter((entry.unit, str(entry.quarter)) for entry in booked) == expected
    assert sum(expected.values()) > 10


def test_early_completions_agree_with_the_table(made: Report, frame: pd.DataFrame) -> None:
    """2.2: 6 points for a project built before the first day of its planned month (D16)."""
    built = frame[frame["phase"] == "Construction"]
    early = built[built["ended"] < built["planned"].dt.to_period("M").dt.start_time]
    expected = Counter((row.unit, str(Quarter.of(row.ended.date()))) for row in early.itertuples())
    booked = [entry for entry in made.entries if entry.clause == "2.2"]
    assert Counter((entry.unit, str(entry.quarter)) for entry in booked) == expected


def test_investment_agrees_with_the_table(portfolio: Portfolio, frame: pd.DataFrame) -> None:
    dollars = sum(Decimal(text) for text in frame["Project Budget Amount"])
    assert sum(project.investment_total_wan for project in portfolio.projects.values()) == dollars / 10000
