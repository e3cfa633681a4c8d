"""Whatever is committed, sealed and published, in whatever order: what is sealed stays, the rest follows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from published import District, in_folder, whole
from rounds import often

from generator.review.release import RECORD, Release

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
FILES = st.dictionaries(st.text(min_size=1).filter(lambda path: path != RECORD), DIGESTS, max_size=5)
RELEASES = st.builds(
    Release, st.integers(0, 10**6), st.text(), st.text(), st.dates().map(str), st.text(), FILES
)
STEPS = st.lists(st.sampled_from(["commit", "seal", "publish", "again"]), min_size=1, max_size=8)


@given(RELEASES)
def test_a_record_is_read_back_as_it_was_written(release: Release) -> None:
    assert Release.read(release.data, "x") == release
    assert release.altered(release.files) == []


@given(RELEASES, FILES)
def test_what_differs_is_what_is_named(release: Release, found: dict[str, str]) -> None:
    named = set(release.altered(found))
    assert {path: found[path] for path in found.keys() - named} == {
        path: release.files[path] for path in release.files.keys() - named
    }
    assert all(release.files.get(path) != found.get(path) for path in named)


@settings(max_examples=often(25))
@given(STEPS)
def test_any_order_of_facts_seals_and_publishing(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        district, www = District.begun(Path(name) / "district"), Path(name) / "www"
        sealed: dict[str, bytes] = {}
        for number, step in enumerate(steps):
            if step == "commit":
                district.commit(f"第{number}条")
            elif step == "seal":
                district.seal(f"2026-{len(district.sealed) + 1:02}")
            else:
                district.to_folder(www)
                files = in_folder(www)
                assert set(whole(files)) == {"current", *(edition.name for edition in district.sealed)}
                assert sealed.items() <= files.items()
                assert district.head in files["current/index.html"].decode()
                sealed = {path: data for path, data in files.items() if path.startswith("2026")}
                if step == "again":
                    assert district.to_folder(www) == ()
