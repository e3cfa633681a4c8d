"""Records an older paper tells of that are withdrawn since, or not read for a fault: named, and no link."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from sealed_repository import committed, copied, made

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Done

AS_OF = "2026-09-30"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("gone") / "district")


def built(root: Path) -> Done:
    return guatu("build", "--root", root, "--as-of", AS_OF, "--pages-only", "--no-files")


def pages(root: Path) -> dict[str, str]:
    docs = root / "build" / "docs"
    return {str(path.relative_to(docs)): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}


def linking(found: dict[str, str], target: str) -> list[str]:
    return sorted(path for path, text in found.items() if re.search(rf'href="[^"]*{re.escape(target)}', text))


def test_a_faulty_file_of_any_kind_stops_no_site_with_seals(sealed: Path, tmp_path: Path) -> None:
    root = copied(sealed, tmp_path / "district")
    assert built(root).status == 0
    project = min((root / "data" / "projects").glob("*/*.yml"))
    register = root / "data" / "register"
    broken = [
        *(project, register / "organisations" / f"{project.parent.name}.yml"),
        *(min((register / "leaders").glob("*.yml")), min((register / "people").glob("*.yml"))),
        min(path for path in root.glob("data/events/*/*/*.yml") if "\nkind: decision\n" in path.read_text()),
    ]
    for file in broken:
        file.write_text(f"{file.read_text(encoding='utf-8')}: :\n", encoding="utf-8")
    done = built(root)
    assert done.status == 1, done.err
    assert not [file for file in broken if file.relative_to(root).as_posix() not in done.err]
    found = pages(root)
    for file, folder in zip(broken, ("projects", "units", "leaders"), strict=False):
        assert f"{folder}/{file.stem}.md" not in found
        assert not linking(found, f"{folder}/{file.stem}.html")
    name = re.search("^name: (.*)$", project.read_text(encoding="utf-8"), re.MULTILINE)
    assert name
    assert any(name[1] in text for path, text in found.items() if path.startswith("bulletins/"))


def test_what_is_withdrawn_is_named_by_the_papers_of_its_time_and_has_no_page(
    sealed: Path, tmp_path: Path
) -> None:
    """The same from what was kept of the last build and from nothing; an item, and a card with its notice."""
    root = copied(sealed, tmp_path / "district")
    events = sorted(root.glob("data/events/*/*/*.yml"))
    item = next(path for path in events if "\nkind: decision\n" in path.read_text(encoding="utf-8"))
    writer = item.parts[-3]
    warned = (
        "id: DB-X\nkind: supervision\ndate: 2026-07-01\nwriter: DCS\nunit: {}\nnumber: 督1\nmatter: 迟缓\n"
    )
    files: dict[str, str | None] = {"data/events/DCS/2026/DB-X.yml": warned.format("ZBY")}
    committed(root, files, "2026-07-01")
    assert built(root).status == 0
    before = pages(root)
    notices = [path for path in before if path.startswith("papers/h/2026-ZBY")]
    assert notices
    assert linking(before, f"items/{item.stem}.html")
    gone = "id: {0}\nkind: correction\ndate: 2026-09-20\nwriter: {1}\nof: {2}\nreason: 误填\nwithdraw: 是\n"
    files = {
        f"data/events/{writer}/2026/GZ-X.yml": gone.format("GZ-X", writer, item.stem),
        "data/events/DCS/2026/GZ-Y.yml": gone.format("GZ-Y", "DCS", "DB-X"),
    }
    committed(root, files, "2026-09-20")
    assert built(root).status == 0
    after = pages(root)
    assert f"items/{item.stem}.md" not in after
    assert not linking(after, f"items/{item.stem}.html")
    lost = set(notices) - after.keys()
    assert lost
    assert not [path for target in lost for path in linking(after, target.replace(".md", ".html"))]
    shutil.rmtree(root / "build")
    assert built(root).status == 0
    assert pages(root) == after
