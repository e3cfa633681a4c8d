"""One word a thing: the interface uses the first of a group, the others only lead a search to it."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from finder_rows import index_of, written_of
from places import ROOT

from generator.outputs.alike import ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOLD = {"generator/outputs/alike.py", "generator/commands/meant.py"}
"""Where other people's words are listed."""
PRESCRIBED = ("分管领导推进计划", "分管领导年度推进计划")
"""Names of papers as the regulation has them."""
OTHERS = [word for group in ALIKE for word in group[1:]]
FOLDERS = ("generator", "site_templates")
ENDS = {".py", ".j2", ".js", ".css", ".typ"}


def interface() -> Iterator[tuple[str, str]]:
    """Give each source of pages, papers and messages; what the demo's people write is theirs."""
    for path in chain(*((ROOT / folder).rglob("*") for folder in FOLDERS), [ROOT / "mkdocs.yml"]):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in ENDS | {".yml"} and not name.startswith("generator/demo/") and name not in TOLD:
            text = path.read_text(encoding="utf-8")
            for words in (*PRESCRIBED, '"分管领导": "分管负责人"'):
                text = text.replace(words, "")
            yield name, text


def test_the_interface_has_one_word_a_thing() -> None:
    sources = dict(interface())
    assert len(sources) > 300
    assert [(name, word) for name, text in sources.items() for word in OTHERS if word in text] == []
    everything = "".join(sources.values())
    assert [group[0] for group in ALIKE if group[0] not in everything] == []


def test_what_is_looked_for_is_never_ambiguous() -> None:
    """No word of the table holds another, in whatever group: what is put for one would break the other."""
    words = [word for group in ALIKE for word in group]
    assert [(one, two) for one, two in combinations(words, 2) if one in two or two in one] == []


def test_the_search_gets_the_table(built: Path) -> None:
    assert written_of(index_of(built))["alike"] == [list(group) for group in ALIKE]
