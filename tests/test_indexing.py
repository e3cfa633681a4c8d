"""The full text beside the builder: the district's own words, and all that the theme's index would say."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from generator.outputs import indexing

if TYPE_CHECKING:
    from pathlib import Path

BAR = "\u200b"


def page(content: str) -> SimpleNamespace:
    return SimpleNamespace(url="a.html", title="题", content=content, toc=[], meta={})


def test_names_of_the_last_district_are_no_words_of_the_next(tmp_path: Path) -> None:
    """One process serves several; what it parted before must not be said for other names."""
    text, said = "<p>奎垚淼工程</p>", []
    for number, name in enumerate(("奎垚淼", "垚淼工程", "奎垚淼")):
        names = tmp_path / f"{number}.txt"
        names.write_text(f"{name}\n", encoding="utf-8")
        for _ in range(2):
            (entry,) = json.loads(indexing.entries(names, name, page(text)))
        said.append(entry["text"])
    assert said == [
        f"<p>{BAR}奎垚淼{BAR}工程{BAR}</p>",
        f"<p>{BAR}奎{BAR}垚淼工程{BAR}</p>",
        f"<p>{BAR}奎垚淼{BAR}工程{BAR}</p>",
    ]


@pytest.mark.parametrize(
    "content",
    [
        '<h2 id="a" class="x" title="y">甲<a class="headerlink" href="#a" title="链">¶</a></h2><p>乙</p>',
        '<table class="g" data-search-exclude><tr><td class="n" title="z">丙</td></tr></table><p>丁</p>',
        '<div class="linenodiv"><pre>1</pre></div><div class="other" aria-label="戊">己</div>',
        '<p class="g-asof" data-search-exclude>某日</p><table data-search-exclude><tr><td>子</td></tr>',
        '<table data-search-exclude class="n"><tr></tr></table><p>寅</p><table data-search-exclude></table>',
        '<p>写作 &lt;a href=&#34;x&#34; class=&#34;y&#34;&gt;</p><ul class="l"><li style="a">庚</li></ul>',
        '<p data-search-exclude class="x">辛</p><h1 class="t" id="b">壬</h1><td data-sort="3">癸</td>',
    ],
)
def test_what_is_left_out_of_the_parsers_way_is_not_asked_for(content: str) -> None:
    ours, theirs = indexing.index(), indexing.index()
    ours.add_entry_from_context(indexing.searched(page(content), content))
    theirs.add_entry_from_context(page(content))
    assert ours.entries == theirs.entries
    assert ours.entries
    assert len(indexing.searched(page(content), content).content) < len(content)
