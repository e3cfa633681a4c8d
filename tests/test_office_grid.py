"""Heads in one or two rows, and records of several rows, as every office file lays them out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tables_by_hand import KINDS, STACKED

from generator.outputs.office.grid import Head, heads, records
from generator.outputs.papers.sheet import Column, Table


def test_heads_group_neighbours_only() -> None:
    columns = (
        Column("甲"),
        Column("乙", group="组"),
        Column("丙", group="组"),
        Column("丁"),
        Column("戊", group="组"),
    )
    assert heads(columns) == (
        (Head("甲", 0, 1, 2), Head("组", 1, 2), Head("丁", 3, 1, 2), Head("组", 4, 1)),
        (Head("乙", 1), Head("丙", 2), Head("戊", 4)),
    )
    assert heads(KINDS.columns[4:6]) == ((Head("完成率", 0), Head("较序时", 1)),)


def test_a_stacked_record_gives_spanning_cells_once() -> None:
    found = list(records(STACKED))
    assert [len(record) for record in found] == [3, 3]
    first, second, _ = found[0]
    assert [(cell.column, cell.down) for cell in first.cells] == [(0, 3), (1, 3), (2, 1), (3, 1), (4, 1)]
    assert [cell.column for cell in second.cells] == [2, 3, 4]


def test_totals_are_records_of_their_own() -> None:
    found = list(records(KINDS))
    assert [record[0].total for record in found] == [False, False, True]


@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 3))
def test_every_place_of_the_grid_is_covered_once(count: int, stack: int, totals: int) -> None:
    totals = min(totals, count)
    rows = tuple((number, number, number) for number in range(count))
    table = Table((Column("甲"),) * 3, rows, stack=stack, merged=frozenset({0, 2}), totals=totals)
    covered, top = [], 0
    for record in records(table):
        for row in record:
            covered += [(top + down, cell.column) for cell in row.cells for down in range(cell.down)]
            top += 1
    assert sorted(covered) == [(row, column) for row in range(count) for column in range(3)]
