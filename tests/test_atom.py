"""The Atom feeds: what RFC 4287 obliges to, names that last, and whatever text as it was given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sealed_repository import made

from generator.commands.build import ready
from generator.demo.simulate import Size
from generator.outputs import atom
from generator.outputs.atom.writing import ATOM, XHTML, News, Source
from generator.outputs.escape import bare
from generator.outputs.links import Web
from generator.outputs.plan import view as view_of
from generator.outputs.subscriptions import BULLETINS, CHANGES, FEEDS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.view import View

MOMENT = datetime(2026, 9, 30, 16, 30, tzinfo=UTC)
DAY = date(2026, 2, 10)


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _texts(parent: ET.Element, name: str) -> list[str]:
    return [one.text or "" for one in parent.findall(_tag(name))]


def _obeys(data: bytes) -> list[ET.Element]:
    """Check the elements RFC 4287 obliges a feed and its entries to (4.1.1, 4.1.2); give the entries."""
    root = ET.fromstring(data)  # noqa: S314 - our own
    assert root.tag == _tag("feed")
    entries = root.findall(_tag("entry"))
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            (text,) = _texts(one, name)
            assert text
        (moment,) = _texts(one, "updated")
        assert datetime.fromisoformat(moment).tzinfo is not None
        assert one.findall(f"{_tag('author')}/{_tag('name')}")
        assert len([link for link in one.findall(_tag("link")) if link.get("rel") == "alternate"]) == 1
        assert _texts(one, "id")[0].startswith("tag:")
    assert [link.get("href") for link in root.findall(_tag("link")) if link.get("rel") == "self"]
    ids = [_texts(one, "id")[0] for one in entries]
    assert len(set(ids)) == len(ids)
    moments = [datetime.fromisoformat(_texts(one, "updated")[0]) for one in entries]
    assert moments == sorted(moments, reverse=True)
    for entry in entries:
        (content,) = entry.findall(_tag("content"))
        (inner,) = content
        assert (content.get("type"), inner.tag) == ("xhtml", f"{{{XHTML}}}div")
    return entries


def _lines(entry: ET.Element) -> list[str]:
    return [one.text or "" for one in entry.iter(f"{{{XHTML}}}li")]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A district of two projects with its history, in which one month is sealed by the day."""
    root: Path = made(tmp_path_factory.mktemp("data"), Size(2, 1, "2026Q1", 1, 10))
    portfolio, problems, plan = ready(root, DAY, "", root / "site", files=False)
    return view_of(portfolio, problems, plan)


def test_the_feeds_of_a_history(view: View) -> None:
    files = atom.files(Web(view), "考评", "", MOMENT)
    assert set(files) == {feed.path for feed in FEEDS}
    changes = _obeys(files[CHANGES])
    places = {one.place: one for life in view.history.lives.values() for one in life}
    newest = [places[place] for place in sorted(places, reverse=True)[:100]]
    assert [_texts(one, "id")[0] for one in changes] == [
        f"tag:guatu.invalid,2026:commit/{one.commit}" for one in newest
    ]
    assert [datetime.fromisoformat(_texts(one, "updated")[0]) for one in changes] == [
        one.moment for one in newest
    ]
    assert all(_lines(one) for one in changes)
    (sealed,) = _obeys(files[BULLETINS])
    assert _texts(sealed, "id") == ["tag:guatu.invalid,2026:bulletin/2026-01/1"]
    assert _texts(sealed, "title") == ["2026年1月通报"]
    (act,) = view.seals.acts if view.seals else ()
    assert _lines(sealed) == [*act.results, f"第1号封存，链头 {act.new_head}"]
    (link,) = sealed.findall(_tag("link"))
    assert link.get("href") == "../bulletins/2026-01.html"


def test_names_follow_the_address_and_bytes_the_commit(view: View) -> None:
    one, other = (atom.files(Web(view), "考评", "https://example.org/", MOMENT) for _ in range(2))
    assert one == other
    assert b"tag:example.org,2026:bulletin/2026-01/1" in one[BULLETINS]
    names = set()
    for address in ("https://example.org/jia/", "https://example.org/乙 区", "https://example.org"):
        files = atom.files(Web(view), "考评", address, MOMENT)
        names |= {_texts(entry, "id")[0] for entry in _obeys(files[BULLETINS])}
        names |= {_texts(ET.fromstring(data), "id")[0] for data in files.values()}  # noqa: S314 - our own
    assert len(names) == 9
    assert names >= {
        "tag:example.org,2026:jia/bulletin/2026-01/1",
        "tag:example.org,2026:%E4%B9%99%20%E5%8C%BA/bulletin/2026-01/1",
        "tag:example.org,2026:bulletin/2026-01/1",
    }


def test_a_feed_without_entries_is_one() -> None:
    assert not _obeys(Source("", "", MOMENT).feed(CHANGES, "数据变更", []))


@given(st.text(min_size=1, max_size=80), st.text(max_size=80))
@example("]]>", "</h:li></feed><!-- &lt; &#0; ")
@example("\x00\x1b\x7f\x85\u2028", "\ud800\ufffe\uffff")
@example("\u202ekcab\u2066", "<script>alert(1)</script>")
def test_no_text_breaks_a_feed(title: str, line: str) -> None:
    news = News("commit/1", f"一{title}", MOMENT, line, "../index.html", [line, title])
    (entry,) = _obeys(Source("", f"一{title}", MOMENT).feed(CHANGES, f"一{title}", [news]))
    assert _texts(entry, "title") == [bare(f"一{title}")]
    assert _lines(entry) == [bare(line), bare(title)]
    assert "\ufffe" not in bare(line)
    assert all(sign in bare(title) for sign in "\u202e\u2066" if sign in title)


def test_the_built_site_has_them(built: Path) -> None:
    home = (built / "index.html").read_text(encoding="utf-8")
    head, _, _ = home.partition("</head>")
    for feed in FEEDS:
        _obeys((built / feed.path).read_bytes())
        assert (
            f'<link rel="alternate feed" type="application/atom+xml" title="{feed.title}" href="{feed.path}">'
            in head
        )
        assert f'href="{feed.path}"' in (built / "subscribe.html").read_text(encoding="utf-8")
