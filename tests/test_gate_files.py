"""What a change lays over, or beside, files that are recorded already: huge ones, ids that are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from districts import commit, git
from gated import DAY, District, district, event, wrote

from generator.records import git as reading
from generator.records.text import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def served(tmp_path: Path) -> District:
    return district(tmp_path)


def test_a_huge_file_over_a_recorded_event_is_never_read(
    served: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is asked first, for its life as for its content: it would fill the memory."""
    path = next((served.office / "data/events/U02").rglob("*.yml")).relative_to(served.office).as_posix()
    branch = served.submitted(tmp_path / "u", wrote({path: "# " + "a" * 1_000_000}))
    read: list[int] = []

    def contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
        for data in whole(root, ids):
            read.append(len(data))
            yield data

    whole = reading.contents
    monkeypatch.setattr(reading, "contents", contents)
    found = served.judged(branch, "yunxi").problems
    assert {one.code.id for one in found} == {"G101"}, [one.text() for one in found]
    assert max(read) <= LIMIT


@pytest.mark.parametrize(("first", "second"), [("U01", "U02"), ("U02", "U01")])
def test_a_taken_id_is_the_fault_of_whoever_came_later(
    served: District, tmp_path: Path, first: str, second: str
) -> None:
    """Not of the other unit, whose file is on the main branch, whatever its day and either path."""
    account = {"U01": "linhe-clerk", "U02": "yunxi"}[second]
    projects = {"U01": "P001", "U02": "P002"}
    for day in ("2026-07-01", DAY.isoformat()):
        id_ = f"CY-{day}"
        earlier, later = (
            event(id_, "ceremony", "2026-06-20", unit, project=projects[unit]) for unit in (first, second)
        )
        git(served.remote.parent, "clone", "-q", served.url, str(tmp_path / f"m{day}"))
        wrote(earlier)(tmp_path / f"m{day}")
        commit(tmp_path / f"m{day}", day)
        git(tmp_path / f"m{day}", "push", "-q", "origin", "HEAD:main")
        branch = served.submitted(tmp_path / f"u{day}", wrote(later))
        (found,) = [one for one in served.judged(branch, account).problems if one.code.id == "G420"]
        assert found.mark.path == next(iter(later))
