"""The one door: whatever is submitted, a page shows exactly that text and keeps its structure (P4)."""

from __future__ import annotations

import html
import html.parser
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from markupsafe import Markup
from mkdocs.config import load_config
from rounds import often

from generator.outputs.escape import bare, filled, front_matter, in_script, one_line, page_lines, page_text
from generator.outputs.templates import environment

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea></title><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://example.com/a.png)",
    "# 红牌",
    "## x {: #id onclick=alert(1) }",
    "| a | b |\n|---|---|",
    '--8<-- "/etc/passwd"',
    "```js\nalert(1)\n```",
    "~~~\ncode",
    "    code",
    "1. one\n2. two",
    "- [ ] task",
    "> quote",
    '!!! danger "红牌"\n    x',
    "??? note",
    "{{ 7*7 }} {% raw %}",
    "*[HTML]: x",
    "[^1]: note",
    "&lt;b&gt; &amp;amp; &#60;",
    "<!-- comment -->",
    "---\ntitle: x\n---",
    "\\*x\\*",
    "\u2028\u2029\x85 x",
    "\x02wzxhzdk:0\x03",
    "a\x00b",
    "\u3000张\u3000三\u3000",
    "http://example.com www.example.com <mailto:a@b.c>",
    ":smile: ==mark== ^^ins^^ ~~del~~ H~2~O",
    "===\n---",
    "</p></td></table></div></body>",
    "$x^2$ \\(y\\)",
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text("<>&#;*_`[]()!|{}~=+-.:\\\"'$%^@/ \n\t1a编", max_size=60),
)


@cache
def builder() -> markdown.Markdown:
    """Markdown with the settings of our own mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "tests"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def convert(text: str) -> str:
    made: str = builder().reset().convert(text)
    return made


class Outline(html.parser.HTMLParser):
    """Collects tags and text apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag + "".join(sorted(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"!{data}")

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def plain() -> Outline:
    return outline(convert(PAGE.replace("{0}", "qXq")))


def outline(source: str) -> Outline:
    made = Outline()
    made.feed(source)
    made.close()
    return made


PAGE = """# H {0}

{0}

- {0}

| a | b |
|---|---|
| {0} | {0} |

<div class="x" title="{0}"><p>{0}</p></div>

<a href="x.html">{0}</a>
"""


def shown(text: str) -> str:
    """What a reader must see: one line, control characters replaced."""
    line = one_line(text)
    return "".join("\N{REPLACEMENT CHARACTER}" if _control(char) else char for char in line)


def _control(char: str) -> bool:
    point = ord(char)
    never = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return never or point < 0x20 or 0x7F <= point < 0xA0 or 0xD800 <= point < 0xE000


@given(texts)
@settings(max_examples=often(5000), deadline=None)
def test_structure_and_text_survive(text: str) -> None:
    made = outline(convert(PAGE.replace("{0}", f"q{page_text(text)}q")))
    assert made.tags == plain().tags
    assert made.text == plain().text.replace("X", shown(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_ascii_sign_is_left(text: str) -> None:
    left = html.unescape(str(page_text(text))), str(page_text(text))
    assert left[0] == shown(text)
    assert not set(left[1].replace("&#", "").replace(";", "")) & set("<>\"'`*_[]()|{}\\\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_is_one_string_of_html(text: str) -> None:
    head = front_matter(text, text)
    read = yaml.safe_load(head.removeprefix("---\n").removesuffix("---\n"))
    assert html.unescape(read["title"]) == shown(text)
    assert not set(read["title"]) & set("<>\"'")


@given(st.one_of(texts, st.text("编年 ,;&.:#-…（）·'\"0a!%@`~", max_size=12)))
def test_front_matter_is_what_the_dumper_writes(text: str) -> None:
    ours = bare(text)  # PyYAML itself does not read a U+0085 it wrote; none is among our own words
    head = front_matter(text, text, {"words": ours, "hide": ["toc"], "search": {"boost": 8}})
    read = yaml.safe_load(head.removeprefix("---\n").removesuffix("---\n"))
    dumped = yaml.safe_dump(read, allow_unicode=True, sort_keys=False, width=10**6)
    assert head == f"---\n{dumped}---\n"


@given(texts, st.integers())
def test_a_shape_is_filled_as_the_library_does(text: str, number: int) -> None:
    shape, parts = '<b title="{0}">{1}</b>{0}{2}', (text, page_text(text), number)
    assert filled(shape, *parts) == Markup(shape).format(*parts)  # noqa: S704 - a shape of this test


def test_lines_keep_their_breaks_as_entities() -> None:
    assert str(page_lines("一\n# 二\r\n\n三")) == "一&#10;&#35; 二&#10;&#10;三"


def test_json_cannot_close_a_script() -> None:
    assert "<" not in in_script('["</script>\u2028"]')


@pytest.mark.parametrize("name", ["page.md.j2", "page.html.j2"])
def test_templates_escape_without_being_asked(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{{ text }}{% set x = [text] %}{{ x[0] }}{{ none_ }}", encoding="utf-8")
    made = environment(tmp_path).get_template(name).render(text="<b>*", none_=None)
    assert made == "&#60;b&#62;&#42;" * 2 + "—"


def test_templates_refuse_what_would_mix_markup_and_text(tmp_path: Path) -> None:
    for line in ("{{ a | safe }}", "{{ [a] | join }}", "{{ a | replace('x', 'y') }}", "{{ missing }}"):
        (tmp_path / "a.md.j2").write_text(line, encoding="utf-8")
        with pytest.raises(Exception, match=r"No filter|undefined"):
            environment(tmp_path).get_template("a.md.j2").render(a="x")


def test_no_template_glues_text_to_markup() -> None:
    """`~` and `+` would join our markup and their text by HTML's rules, not Markdown's."""
    env = environment(ROOT / "site_templates")
    for path in (ROOT / "site_templates").rglob("*.j2"):
        tree = env.parse(path.read_text(encoding="utf-8"))
        assert not list(tree.find_all(nodes.Concat)), path
        assert not list(tree.find_all(nodes.MarkSafe)), path
        assert not list(tree.find_all(nodes.EvalContextModifier)), path
