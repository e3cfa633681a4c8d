"""The site as a whole: built by MkDocs and by Zensical, the same bytes each time, every link alive."""

from __future__ import annotations

import fcntl
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.commands.build import ready
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.outputs import site
from generator.outputs.page import Page
from generator.outputs.plan import settings
from generator.outputs.writing import (
    MARKER,
    ROOM,
    BadPageError,
    ForeignFolderError,
    check_links,
    fill,
    page_files,
    swapped,
    sync,
)
from generator.processes import processes

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

ROOT = Path(__file__).parent.parent
PLACES = ("", "a/", "b/c/")
SCRIPTS = ("assets/finder.js", "assets/fulltext.js")


def manifest(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


class Links(html.parser.HTMLParser):
    """Collects addresses and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value is not None and tag != "base":
                self.addresses.append(value)
            if name == "id" and value:
                self.anchors.add(value)


def test_every_address_leads_to_a_file_of_the_site(built: Path) -> None:
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in built.rglob("*.html")}
    lost = []
    for path, found in pages.items():
        if path.name == "404.html":  # served at any depth, so its addresses begin at the top
            continue
        for address in found.addresses:
            parts = urlsplit(address)
            assert not parts.scheme, (path, address)
            assert not parts.netloc, (path, address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            if not target.is_file() or (anchor and target in pages and anchor not in pages[target].anchors):
                lost.append((path.relative_to(built).as_posix(), address))
    assert not lost


def test_every_page_names_its_day_commit_and_seal(built: Path) -> None:
    for path in built.rglob("*.html"):
        if path.name != "404.html":
            text = path.read_text(encoding="utf-8")
            assert re.search(
                r'数据截至 <b><time class="g-age[^"]*" datetime="2026&#45;\d\d&#45;\d\d">', text
            ), path
            assert "数据版本 未入库" in text, path
            assert "尚无封存" in text, path


def test_an_old_bulletin_shows_its_own_day(built: Path) -> None:
    text = (built / "bulletins" / "2026-03.html").read_text(encoding="utf-8")
    assert "2026年3月31日" in text
    assert not re.search(r"2026-0[456]-\d\d", text)


def both_ways(root: Path, tmp_path: Path, **more: Any) -> tuple[bool, dict[str, bytes], dict[str, bytes]]:
    """Build with record pages stamped, and with all set one by one; tells whether the first were stamped."""
    portfolio, problems, plan = ready(root, date(2026, 6, 30), "", tmp_path / "quick", files=False)
    plan = replace(plan, **more)
    count, stamped = site.build_site(portfolio, problems, plan)
    slow = replace(plan, site=tmp_path / "slow")
    assert site.build_site(portfolio, problems, slow, stamped=False) == (count, False)
    quick = manifest(tmp_path / "quick")
    assert sum(path.endswith(".html") for path in quick) == count > 100
    return stamped, quick, manifest(tmp_path / "slow")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district with few projects and papers, for what hangs on neither."""
    root = tmp_path_factory.mktemp("small")
    writing.write(root, simulate(Size(3, 1, "2026Q2", 1, 12))[1])
    return root


def own_settings(district: Path, root: Path, settings: str) -> None:
    """Give a copy of the district a mkdocs.yml of its own."""
    shutil.copytree(district / "data", root / "data")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for line in settings.splitlines():
        name = line.partition(":")[0]
        text = re.sub(rf"^{name}:.*\n", "", text, flags=re.MULTILINE) + f"\n{line}\n"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


PLAINLY = """
import sys
from datetime import date
from pathlib import Path
import jieba
from generator.outputs import builder
from generator.outputs.plan import Plan
root, docs, site = map(Path, sys.argv[1:])
for name in (docs / "assets" / "names.txt").read_text(encoding="utf-8").splitlines():
    jieba.add_word(name)
builder.typeset(Plan(root, date(2026, 6, 30)), docs, site, None)
"""


def folded(files: dict[str, bytes]) -> dict[str, bytes]:
    """Write whitespace in one way in pages and in the index."""
    return {
        path: re.sub(rb"(\s|\\\\n)+", b" ", data) if path.endswith((".html", "index.json")) else data
        for path, data in files.items()
    }


def test_what_is_spared_the_builder_changes_nothing(
    district: Path, docs: Path, offline: Path, tmp_path: Path
) -> None:
    """Ready HTML past the parser, an index made elsewhere, stamped pages: as the builder alone does it."""
    command = [sys.executable, "-c", PLAINLY, str(district), str(docs), str(tmp_path / "plain")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plain, ours = folded(manifest(tmp_path / "plain")), folded(manifest(offline))
    del ours[MARKER]
    assert len(plain) > 300
    assert plain.keys() == ours.keys()
    assert [path for path in plain if plain[path] != ours[path]] == []


def test_stamped_pages_are_what_the_builder_makes(district: Path, offline: Path, tmp_path: Path) -> None:
    stamped, quick, slow = both_ways(district, tmp_path)
    assert stamped
    assert quick == slow == manifest(offline)


def test_a_district_that_begins_has_a_site(tmp_path: Path, build: Callable[..., Path]) -> None:
    """With rules and calendars alone there is no record page yet."""
    for folder in ("policy", "calendar"):
        shutil.copytree(ROOT / "data" / folder, tmp_path / "data" / folder)
    made = manifest(build(tmp_path, tmp_path / "site", "--no-files"))
    assert {"index.html", "regulation.html", "projects/index.html", "404.html"} <= made.keys()
    assert [path for path in made if path.startswith(("projects/", "units/"))] == [
        "projects/index.html",
        "units/index.html",
    ]


def test_where_no_process_can_be_split_off_the_site_is_the_same(
    district: Path, offline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "SPLIT", None)
    found = ready(district, date(2026, 6, 30), "", tmp_path / "site", files=False)
    assert site.build_site(*found)[1]
    assert manifest(tmp_path / "site") == manifest(offline)


def test_stamped_pages_of_a_folder_are_too(small: Path, tmp_path: Path) -> None:
    stamped, quick, slow = both_ways(small, tmp_path, use="folder")
    assert stamped
    assert quick == slow


def test_stamped_pages_of_a_version_with_an_address_and_folders_are_too(small: Path, tmp_path: Path) -> None:
    root = tmp_path / "district"
    own_settings(
        small,
        root,
        "site_url: https://gua.example/tu/\nuse_directory_urls: true\nrepo_url: https://git.example/o/r\n"
        "edit_uri: edit/main/docs/",
    )
    stamped, quick, slow = both_ways(root, tmp_path, use="version")
    assert stamped
    assert quick == slow
    path = min(path for path in quick if path.startswith("projects/P")).removesuffix("index.html")
    page = quick[f"{path}index.html"].decode()
    assert f'<link rel="canonical" href="https://gua.example/tu/{path}">' in page
    assert f"<loc>https://gua.example/tu/{path}</loc>" in quick["sitemap.xml"].decode()


def test_a_site_without_an_address_has_no_map(offline: Path, built: Path) -> None:
    assert not [path for site in (offline, built) for path in site.glob("sitemap.*")]


def test_two_builds_of_one_folder_come_one_after_the_other(small: Path, tmp_path: Path) -> None:
    """Both write the same pages' folder, each of another day."""
    shutil.copytree(small / "data", tmp_path / "data")

    def begun(day: str, room: str) -> subprocess.Popen[bytes]:
        words = ("build", "--root", tmp_path, "--as-of", day, "--site-dir", tmp_path / room / day)
        guatu = Path(sys.executable).parent / "guatu"
        return subprocess.Popen([guatu, *words, "--no-files"], stdout=subprocess.DEVNULL)

    days = ("2026-06-30", "2026-05-31")
    assert [begun(day, "alone").wait() for day in days] == [0, 0]
    assert [one.wait() for one in [begun(day, "together") for day in days]] == [0, 0]
    assert manifest(tmp_path / "together") == manifest(tmp_path / "alone")


def test_a_theme_that_tells_pages_apart_is_left_to_the_builder(small: Path, tmp_path: Path) -> None:
    root = tmp_path / "district"
    own_settings(small, root, "site_name: 考评")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for script in SCRIPTS:
        assert f"  - {script}\n" in text
        text = text.replace(f"  - {script}\n", "")  # as such files were before there was one
    settings.write_text(text.replace("name: material\n", "name: material\n  custom_dir: own\n"), "utf-8")
    (root / "own").mkdir()
    (root / "own" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}<i>{{ page.title | length }}</i>{% endblock %}',
        encoding="utf-8",
    )
    stamped, quick, slow = both_ways(root, tmp_path)
    assert not stamped
    assert quick == slow
    found = [page for path, page in quick.items() if path.startswith("projects/")]
    assert all(b"<i>" in page for page in found)
    assert all(script.encode() in page for page in found for script in SCRIPTS)


def test_the_next_builder_reads_the_same_folder(docs: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(docs.parent, tmp_path / "build")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [str(Path(sys.executable).parent / "zensical"), "build", "-f", "mkdocs.yml", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = {p for p in manifest(built) if p.endswith(".html")}
    assert ours <= manifest(tmp_path / "site").keys()
    text = (tmp_path / "site" / "rankings" / "2026Q1.html").read_text(encoding="utf-8")
    assert "考评总分" in text


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    assert sync(folder, {"a.md": b"1", "b/c.md": b"2"}) == 2
    before = (folder / "a.md").stat().st_mtime_ns
    assert sync(folder, {"a.md": b"1", "d.md": b"3"}) == 1
    assert (folder / "a.md").stat().st_mtime_ns == before
    assert manifest(folder).keys() == {MARKER, "a.md", "d.md"}


def test_what_comes_later_has_its_place_and_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    sync(folder, {"a.md": b"1", "c.svg": b"old", "d.svg": b"gone"})
    sync(folder, {"a.md": b"1"}, {"b/new.svg", "c.svg"})
    there = {name: (folder / name).read_bytes() for name in manifest(folder)}
    assert there == {MARKER: b"", "a.md": b"1", "b/new.svg": b"", "c.svg": b"old"}
    fill(folder, {"b/new.svg": b"2", "c.svg": b"3"})
    assert ((folder / "b/new.svg").read_bytes(), (folder / "c.svg").read_bytes()) == (b"2", b"3")


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFolderError):
        sync(tmp_path, {})
    with pytest.raises(ForeignFolderError), swapped(tmp_path):
        pass
    assert (tmp_path / "mine.txt").is_file()


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with swapped(folder) as fresh:
        fresh.mkdir()
        (fresh / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError), swapped(folder) as fresh:
        (fresh / "half" / "made").mkdir()
    assert (folder / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


BUILDING = """
import sys, time
from pathlib import Path
from generator.outputs.writing import swapped
folder = Path(sys.argv[1])
with swapped(folder) as fresh:
    fresh.mkdir()
    if "taken" in sys.argv:
        folder.rename(fresh.parent / "old")
    print("building", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("taken", [False, True])
def test_what_a_killed_build_left_is_cleared_but_not_what_another_builds(
    tmp_path: Path, *, taken: bool
) -> None:
    """Killed as soon as it had taken the old site away, it leaves that to the next, and nothing else."""
    folder, real = tmp_path / "site", tmp_path / "real"
    names = (".site-own", ".site-20260331", ".site-a-abcdefgh", ".site-lnklnklnk")
    others = {tmp_path / name for name in names}
    for own in others:
        (own / "old").mkdir(parents=True)
        (own / MARKER).touch()  # as a copy of a finished site has it
    (tmp_path / ".site-a-abcdefgh" / ROOM).touch()  # of another site
    (tmp_path / ".site-lnklnklnk").rename(real)
    (real / ROOM).touch()
    (tmp_path / ".site-lnklnklnk").symlink_to(real)

    def build(*, fail: bool = False) -> None:
        with suppress(FileNotFoundError), swapped(folder) as fresh:
            if fail:
                raise FileNotFoundError
            fresh.mkdir()
            (fresh / "index.html").write_text("old", encoding="utf-8")

    build()
    words = [sys.executable, "-c", BUILDING, str(folder), *(["taken"] if taken else [])]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        (left,) = set(tmp_path.glob(".site-*")) - others
        build(fail=True)
        assert left.is_dir()
        assert folder.exists() is not taken
        other.kill()
    build(fail=True)
    assert (folder / "index.html").read_text(encoding="utf-8") == "old"
    assert set(tmp_path.iterdir()) == {folder, real, *others}
    assert all((own / "old").is_dir() for own in (real, *others))


@pytest.mark.parametrize("when", ["found", "opened"])
def test_a_room_that_another_build_clears_meanwhile_stops_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    folder, left = tmp_path / "site", tmp_path / ".site-abcdefgh"
    left.mkdir()
    (left / ROOM).touch()
    lock, look = fcntl.flock, Path.is_symlink

    def locked(file: IO[str], how: int) -> None:
        if how & fcntl.LOCK_NB:
            shutil.rmtree(left)
        lock(file, how)

    def looked(path: Path) -> bool:
        if path == left:
            shutil.rmtree(left)
        return look(path)

    if when == "found":
        monkeypatch.setattr(Path, "is_symlink", looked)
    else:
        monkeypatch.setattr(fcntl, "flock", locked)
    with swapped(folder) as fresh:
        fresh.mkdir()
    assert list(tmp_path.iterdir()) == [folder]


def test_sites_swapped_into_one_folder_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    """Of whatever data they are: each is there whole, until the next takes its place."""

    def build(number: int) -> None:
        with swapped(tmp_path / "site") as fresh:
            fresh.mkdir()
            for name in "abc":
                (fresh / name).write_text(str(number), encoding="utf-8")

    with ThreadPoolExecutor(6) as builders:
        assert len(list(builders.map(build, range(120)))) == 120  # which raises what any of them did
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert len({(tmp_path / "site" / name).read_text(encoding="utf-8") for name in "abc"}) == 1


def test_a_folder_held_by_who_begins_the_build_stops_nothing(tmp_path: Path) -> None:
    """As `flock DIR guatu build` does, so that no second build begins."""
    place = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX)

    def build() -> None:
        with swapped(tmp_path / "site") as fresh:
            fresh.mkdir()

    builder = Thread(target=build, daemon=True)
    builder.start()
    builder.join(20)
    os.close(place)
    assert not builder.is_alive()


@pytest.mark.parametrize("helped", [False, True])
def test_what_is_as_it_was_stays_the_same_file(tmp_path: Path, *, helped: bool) -> None:
    """In every folder, whichever process goes through it."""
    folder = tmp_path / "site"

    def built(helper: Executor | None, **files: str) -> dict[str, int]:
        told = {f"{place}{name}": text.encode() for place in PLACES for name, text in files.items()}
        with swapped(folder, helper) as fresh:
            for name, text in told.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(text)
        assert manifest(folder) == {MARKER: b"", **told}
        return {name: (folder / name).stat().st_ino for name in told}

    with processes(1) if helped else nullcontext() as helper:
        first = built(helper, same="1", other="2", gone="3")
        second = built(helper, same="1", other="4", new="3")
    for place in PLACES:
        assert second[f"{place}same"] == first[f"{place}same"]
        assert second[f"{place}other"] not in first.values()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_unsafe_and_doubled_paths_are_refused() -> None:
    def page(path: str) -> Page:
        return Page(path, "t", "d", "", "x")

    for path in ("../a.md", "projects/../a.md", "a.html", "projects/a b.md", "项目.md"):
        with pytest.raises(BadPageError):
            page_files([page(path)])
    with pytest.raises(BadPageError):
        page_files([page("projects/a.md"), page("projects/A.md")])


def test_a_link_to_nowhere_is_our_mistake() -> None:
    with pytest.raises(BadPageError):
        check_links({"index.md": b""}, {"lost.md": "index.md"})


def test_settings_are_read_without_running_tags() -> None:
    assert settings(ROOT / "mkdocs.yml")["use_directory_urls"] is False


def test_one_faulty_file_does_not_stop_the_site(tmp_path: Path) -> None:
    """The file is left out, every page says so, the data page names it, and the status is 1."""
    root = tmp_path / "district"
    shutil.copytree(ROOT / "tests" / "problems" / "base" / "data", root / "data")
    broken = root / "data" / "events" / "U01" / "2026" / "WR1.yml"
    broken.write_text("id: WR1\ndate：2026-05-08\n", encoding="utf-8")
    done = CliRunner().invoke(
        app, ["build", "--root", str(root), "--as-of", "2026-06-30", "--pages-only", "--no-files"]
    )
    assert done.exit_code == 1
    assert "data/events/U01/2026/WR1.yml:2:" in done.stderr
    for path in ("index.md", "cards.md", "projects/P001.md", "units/U01.md"):
        assert "处错误，读不出的文件未计入" in (root / "build" / "docs" / path).read_text(encoding="utf-8")
    assert "WR1" in (root / "build" / "docs" / "quality.md").read_text(encoding="utf-8")


def test_every_page_says_day_commit_and_ledger_number(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert built / "404.html" in pages
    for page in pages:
        said = page.read_text(encoding="utf-8").replace("&#45;", "-")
        assert 'datetime="20' in said, page
        assert "数据版本 未入库</span> <span>尚无封存" in said, page


def test_words_of_a_list_of_the_district_s_own_are_found_as_words(
    small: Path, tmp_path: Path, build: Callable[..., Path]
) -> None:
    """Beside the names of its projects and units, which are words with or without such a list."""
    own, words = tmp_path / "district", tmp_path / "words.txt"
    words.write_text("考评通报 99999 n\n", encoding="utf-8")
    own_settings(small, own, "")
    settings_ = (own / "mkdocs.yml").read_text(encoding="utf-8")
    listed = settings_.replace("  - search:\n", f"  - search:\n      jieba_dict_user: {words}\n", 1)
    (own / "mkdocs.yml").write_text(listed, encoding="utf-8")
    sites = [build(root, tmp_path / f"site-{root.name}", "--no-files") for root in (small, own)]
    index = [
        json.dumps(json.loads((site / "search/search_index.json").read_bytes()), ensure_ascii=False)
        for site in sites
    ]
    assert ["考评\u200b通报" in text for text in index] == [True, False]
    names = (own / "build/docs/assets/names.txt").read_text(encoding="utf-8").split()
    met, also_met = ({name for name in names if f"\u200b{name}\u200b" in text} for text in index)
    assert met == also_met
    assert len(met) > 10
