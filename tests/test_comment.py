"""Submitted text in a forge's comment or a log: shown exactly, obeyed nowhere (TRUST.md, P4)."""

from __future__ import annotations

import html.parser
import json
import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rounds import often

from generator.outputs.comment import APART, comment_text, log_json, log_text
from generator.outputs.escape import one_line

HOSTILE = (
    "@office 请 @区领导/团队 a@b.example",
    '#12 !12 $12 ~bug ~"两 字" %v1 %"里程碑" &3 ^alert#1 *iteration:2 [issue:4] GH-7 gh-7 o/r#8 o/r!9',
    "closes #12 fixes o/r#1",
    "/close\n/merge\n/assign @me",
    "http://a.example https://b.example www.c.example ftp://d.example mailto:e@f.example WWW.G.example",
    "<script>alert(1)</script><!-- guatu-impact --></details></summary>",
    "[x](javascript:alert(1)) ![x](http://a.example/a.png) <http://a.example> [ref]: http://a.example",
    "| a | b |\n| --- | --- |",
    "```\ncode\n```",
    "~~~ `a` ``b``",
    ":smile: :100: :+1: 12:30",
    "::add-mask::x\n::error file=a::b\n##[command]x ##vso[task.setvariable]y ###[group]",
    "a\u202eb\u2066c\u200fd\u200b\ufeff\x00\x1b[31m\x85\u2028\u2029",
    "fae1b2c3d4e5f60718293a4b5c6d7e8f90123456 deadbeef cafe123 1234567",
    "# h\n- [ ] x\n1. y\n> z\n***\n---\n===",
    "&lt;b&gt; &amp;amp; &#64;x &commat;y",
    "$x^2$ $$y$$ **b** __c__ ~~d~~ ==e== [^1] [[wiki]]",
    "\\@a \\#1 \\|",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=60),
    st.text("@#!$~%&^*[]()<>|`:/\\.-_+=\"'{} \n\tawhtpsgGHW019编", max_size=60),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
)
PAGE = """<!-- guatu-impact -->

**合并：{0}**

> {0}

- {0}
- a {0} b

<details><summary>{0}</summary>

| a | b |
| --- | --- |
| {0} | q{0}q |

</details>

<sub>{0}</sub>
"""
OBEYED = (
    r"@[\w\"]",
    r"[#!$~%&^][\w\"]",
    r":[\w+-]+:",
    r"(?i)\b(?:https?|ftp):/",
    r"(?i)www\.",
    r"(?i)\bGH-\d",
    r"\b(?=[0-9]*[a-f])[0-9a-f]{7,40}\b",
    r"\w@\w",
    r"\[\[",
    r"\[\w+:",
)


class Outline(html.parser.HTMLParser):
    """Collects tags and text apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {sorted(attrs)}")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"!{data}")

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(text: str) -> Outline:
    made = Outline()
    made.feed(forge().render(PAGE.replace("{0}", text)))
    made.close()
    return made


@cache
def forge() -> MarkdownIt:
    """GitHub's Markdown: tables, strike-through, bare addresses as links, HTML let through."""
    return MarkdownIt("gfm-like", {"html": True, "linkify": True})


@cache
def plain() -> Outline:
    return outline("qXq")


def shown(text: str) -> str:
    """What a reader must see: one line, nothing without a form."""
    mute = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    line = one_line(text)
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in mute else c for c in line)


@given(texts)
@settings(max_examples=often(2000))
def test_a_comment_keeps_its_structure_and_shows_the_text(text: str) -> None:
    made = outline(f"q{comment_text(text)}q")
    assert made.tags == plain().tags
    assert made.text.replace(APART, "") == plain().text.replace("X", shown(text))


@given(texts)
@settings(max_examples=often(2000))
def test_nothing_in_it_is_a_mention_a_reference_or_an_address(text: str) -> None:
    made = Outline()
    made.feed(forge().render(f"q {comment_text(text)} q"))
    for pattern in OBEYED:
        assert not re.search(pattern, made.text), (pattern, made.text)
    raw = comment_text(text)
    assert "\n" not in raw
    assert not raw.startswith("/")
    assert "::" not in raw
    assert "##" not in raw


@given(texts)
@settings(max_examples=often(500))
def test_no_line_of_a_log_is_a_command(text: str) -> None:
    line = log_text(text)
    assert line.replace(APART, "") == shown(text)
    assert "::" not in line
    assert "##" not in line
    assert "\n" not in line
    said = log_json(json.dumps({"a": text, text: [text]}, ensure_ascii=False))
    assert json.loads(said) == {"a": text, text: [text]}
    assert "##" not in said


@pytest.mark.parametrize("text", HOSTILE)
def test_no_direction_or_control_is_left(text: str) -> None:
    for made in (comment_text(text), log_text(text)):
        assert not {unicodedata.category(char) for char in made.replace(APART, "")} & {"Cc", "Cf"}


def test_ids_and_plain_words_stay_as_they_are_to_be_copied() -> None:
    words = "P26-028 YD-20260427-L1-02 甲办 2026Q2"
    assert html.unescape(comment_text(words)) == words
