"""P4: a value on a page is exactly the text submitted, and never markup, script, link or template."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
from full_records import portfolio

from generator.outputs import site
from generator.outputs.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AS_OF = date(2026, 9, 30)
PAYLOADS = (
    "<script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1>",
    '"><svg onload="window.__pwned=1">',
    "' onmouseover='window.__pwned=1' x='",
    '" autofocus onfocus="window.__pwned=1',
    "</title></textarea></style><h1>红牌</h1>",
    "]]><!-- --> <!--",
    "-->",
    "<![CDATA[",
    "<?php ?>",
    "[点这里](javascript:window.__pwned=1)",
    "<javascript:window.__pwned=1>",
    '![x](x"onerror="window.__pwned=1)',
    "# 标题",
    "## 红牌 ##",
    "---",
    "***",
    "===",
    "> 引用",
    "- 列表",
    "1. 列表",
    "    代码",
    "```",
    "~~~html",
    "| 甲 | 乙 |",
    "|---|---|",
    '!!! danger "红牌"',
    "??? note",
    ":material-alert:",
    "[^1]: 注",
    "[x]: http://evil.test/",
    "*[HTML]: x",
    "{: onclick=x }",
    "{ .red onclick=x }",
    '--8<-- "data/policy/2019-03-11.yml"',
    "==高亮== ^^x^^ ~~x~~",
    "{{ 7*7 }}{% raw %}{# x #}",
    "{% include 'x' %}${7*7}#{7*7}<%= 7*7 %>",
    "{{config.items()}}",
    "{%",
    "&#60;script&#62; &lt;b&gt; &amp;amp; &",
    "&#x3C;img&#x3E;",
    "\\<b\\> \\` \\[",
    "`代码` ``x``",
    "$x^2$ \\(x\\)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "title: x\nsearch: y",
    "---\ntitle: 伪造\n---",
    "🏗️👷🏽 e\u0301 ﷽ ᚠ Ⅷ ㍿ 𠮷 ½ ﬁ",
    "“引号”‘’《》…—　全角空格",
    "名" * 30 + "x" * 60,
    "http://evil.test/a?b=c&d",
    "a@evil.test",
    "wzxhzdk:0",
    "klzzwxh:0001",
    "<br><hr><table><tr><td>",
    "</div></div></p></li></td></table></main></body>",
)
COPIES = 8
LINE = 200
UNSEEN = {
    "Organisation.accounts1": "accounts are for the gate, not for readers",
    "Organisation.accounts2": "accounts are for the gate, not for readers",
    "Ceremony.note": "replaced by the correction",
    "PlanApproved.note": "a year's approval has no page of its own; its document is on each plan",
    "BulletinPublished.document": "not shown: a bulletin is told by its number",
    "BulletinPublished.note": "as above",
    "BulletinPublished.reason": "a seal needs a commit, which a plain folder has not; tests of seals show it",
    "Consent.note": "no page tells who is behind a referral, or why",
    "Consent.document": "as above",
    "ReferralSent.note": "as above",
    "ReferralSent.document": "as above",
    "ReferralReceipt.note": "as above",
    "ReferralReceipt.document": "as above",
    "ReportFiled.document": "not shown: a report handed in is told by its day",
    "ReportFiled.note": "as above",
}
# Of several approvals of one year the first counts, and so shows.
FIRST_ALONE = re.compile(r"PlanApproved-PLAN-APPROVED-[1-9]:")
LOOK = """const look = (view) => {
  const lines = [], bad = [];
  const walk = (e, depth, outside) => {
    const names = e.getAttributeNames().sort();
    const inside = !outside || e.tagName === 'ARTICLE';
    // Outside the article the theme's own script sets attributes as it goes.
    const classes = (e.getAttribute('class') || '').replace(' g-fits', '');  // as wide as its words make it
    lines.push(' '.repeat(depth) + e.tagName + ' ' + (inside ? names : []) + ' ' + classes);
    bad.push(...names
      .filter((n) => n.startsWith('on') || /^\\s*javascript:/i.test(e.getAttribute(n))
        && ['href', 'src', 'action'].includes(n))
      .map((n) => e.tagName + '[' + n + ']'));
    for (const child of e.children) walk(child, depth + 1, !inside);
  };
  walk(view.document.documentElement, 0, true);
  if (view.__pwned) bad.push('script ran');
  return [lines.join('\\n'), view.document.body.textContent, bad];
};"""
"""Gives the structure of a window's page, its text and whatever it should not have or do."""
HERE = f"() => {{ {LOOK} return [look(window)]; }}"
FRAMES = f"""(addresses) => {{
  {LOOK}
  return Promise.all(addresses.map((address) => new Promise((done) => {{
    const frame = document.createElement('iframe');
    frame.style.display = 'none';
    frame.onload = () => {{
      done(look(frame.contentWindow));
      frame.remove();
    }};
    frame.src = address;
    document.body.append(frame);
  }})));
}}"""
EMPTY = "empty.css"
"""A page with nothing of its own."""
FRAMED = 8
"""Pages opened in frames at once."""


@dataclass
class Seen:
    """What a browser found on one site."""

    shapes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, names: Sequence[str], looks: Sequence[tuple[str, str, list[str]]]) -> None:
        """Note what some pages look like."""
        for name, (shape, text, bad) in zip(names, looks, strict=True):
            self.shapes[name], self.texts[name] = shape, squeezed(text)
            self.faults += [f"{name}: {fault}" for fault in bad]

    def fetched(self, address: str, home: str) -> None:
        """Note a request to anywhere else."""
        if not address.startswith((home, "data:", "blob:")):
            self.faults.append(address)

    def said(self, dialog: Dialog) -> None:
        """Note a dialog."""
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@dataclass
class Pen:
    """Writes hostile text, or harmless text of the same shape, and remembers what it wrote where."""

    hostile: bool
    written: dict[str, str] = field(default_factory=dict)

    def __call__(self, where: str, limit: int) -> str:
        """Write a field: every payload where there is room, else those of the record's copy."""
        copy = re.search(r"-([0-9]):", where)
        tag = f"〔{len(self.written)}〕"
        if limit > LINE:
            text = "\n".join(PAYLOADS)
        else:
            text = " ".join(PAYLOADS[int(copy[1]) if copy else 0 :: COPIES]).replace("\n", " ")
        text = text[: limit - len(tag)].strip()
        text = (text if self.hostile else re.sub(r"\S", "文", text)) + tag
        self.written[where] = text
        return text


def squeezed(text: str) -> str:
    """Collapse whitespace."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def build(
    tmp_path_factory: pytest.TempPathFactory, policy: Policy, calendars: dict[int, CalendarYear]
) -> Callable[[Pen], Path]:
    """Build a whole site from records written by a pen."""

    def made(pen: Pen) -> Path:
        root = tmp_path_factory.mktemp("hostile" if pen.hostile else "harmless")
        plan = Plan(root, AS_OF, root / "site", files=False)
        _, stamped = site.build_site(portfolio(pen, policy, calendars, COPIES), (), plan)
        assert stamped
        return root / "site"

    return made


def look(browser: Browser, folder: Path) -> Seen:
    """Open every page of a site and note its structure, its text and whatever it should not do.

    The theme's script runs on the first page of each kind; the others, where it would do the same, are
    opened in frames.
    """
    seen, found = Seen(), names(folder)
    kinds: dict[str, list[str]] = {}
    for name in found:
        kinds.setdefault(name.rpartition("/")[0] or name, []).append(name)
    whole = {alike[0] for alike in kinds.values()}
    with visiting(browser, functools.partial(Silent, directory=str(folder)), seen) as (page, home):
        for name in sorted(whole):
            page.goto(home + name, wait_until="load")
            seen.note([name], page.evaluate(HERE))
    with visiting(browser, functools.partial(Still, directory=str(folder)), seen) as (page, home):
        page.goto(home + EMPTY)
        others = sorted({*found} - whole)
        for start in range(0, len(others), FRAMED):
            some = others[start : start + FRAMED]
            seen.note(some, page.evaluate(FRAMES, [home + name for name in some]))
    return seen


@contextmanager
def visiting(
    browser: Browser, handler: Callable[..., http.server.BaseHTTPRequestHandler], seen: Seen
) -> Iterator[tuple[Page, str]]:
    """Give a window for the pages of a site, as a handler serves them, and where."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: seen.fetched(request.url, home))
    page = context.new_page()
    page.on("dialog", seen.said)
    page.on("pageerror", lambda error: seen.faults.append(f"{page.url}: {error}"))
    yield page, home
    context.close()
    server.shutdown()


def names(folder: Path) -> list[str]:
    """List the pages to look at: every record page; of each kind's periods the first and last."""
    found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    periods: dict[str, list[str]] = {}
    for name in found:
        if re.search(r"/[0-9]{4}", name):
            periods.setdefault(name.rpartition("/")[0], []).append(name)
    left = {name for names in periods.values() for name in names[1:-1]}
    return [name for name in found if name not in left]


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word, to be kept by the browser; but no looks, which cost most."""

    unserved: tuple[str, ...] = (".css",)

    def do_GET(self) -> None:
        """Serve nothing for a style sheet: text and structure are the same without."""
        if not self.path.endswith(self.unserved):
            super().do_GET()
            return
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """Let the theme's files be fetched once."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Still(Silent):
    """Serves no script either; what the page itself has of them runs all the same."""

    unserved = (*Silent.unserved, ".js")


@pytest.fixture(scope="module")
def sites(browser: Browser, build: Callable[[Pen], Path]) -> tuple[Pen, Seen, Seen]:
    """Look at a hostile site and at its harmless twin."""
    pen, twin = Pen(hostile=True), Pen(hostile=False)
    return pen, look(browser, build(pen)), look(browser, build(twin))


def test_whatever_a_page_does_is_noticed(browser: Browser, tmp_path: Path) -> None:
    """In a window of its own, as the first of its kind, and in a frame, as the others."""
    deeds = (
        "<script>__pwned=1</script><img src='http://evil.test/' onerror='alert(1)'><a href='javascript:x'>"
    )
    names = ("kind/a.html", "kind/b.html")
    (tmp_path / "kind").mkdir()
    for name in names:
        (tmp_path / name).write_text(f"<!doctype html><body>{deeds}</body>", encoding="utf-8")
    seen = look(browser, tmp_path)
    bad = ("IMG[onerror]", "A[href]", "script ran")
    every = ["http://evil.test/", "dialog: 1"] * 2 + [f"{name}: {fault}" for name in names for fault in bad]
    assert sorted(seen.faults) == sorted(every)
    assert seen.texts == dict.fromkeys(names, "__pwned=1")


def test_every_kind_of_page_is_looked_at(sites: tuple[Pen, Seen, Seen]) -> None:
    folders = {name.partition("/")[0] for name in sites[1].shapes}
    assert {
        "projects",
        "units",
        "leaders",
        "offices",
        "items",
        "bulletins",
        "rankings",
        "index.html",
    } <= folders


def test_nothing_runs_and_nothing_is_fetched(sites: tuple[Pen, Seen, Seen]) -> None:
    assert sites[1].faults == []


def test_the_structure_is_that_of_harmless_text(sites: tuple[Pen, Seen, Seen]) -> None:
    _, hostile, harmless = sites
    assert hostile.shapes.keys() == harmless.shapes.keys()
    for name, shape in hostile.shapes.items():
        assert shape.splitlines() == harmless.shapes[name].splitlines(), name


def test_every_text_is_shown_as_it_was_submitted(sites: tuple[Pen, Seen, Seen]) -> None:
    pen, hostile, _ = sites
    shown = "\n".join(text for name, text in hostile.texts.items())
    missing = {
        where.partition(":")[2]: text
        for where, text in pen.written.items()
        if squeezed(text) not in shown
        and where.partition(":")[2] not in UNSEEN
        and not FIRST_ALONE.match(where)
    }
    assert missing == {}


def test_every_payload_stands_in_every_kind_of_field(sites: tuple[Pen, Seen, Seen]) -> None:
    found: dict[str, list[str]] = {}
    for where, text in sites[0].written.items():
        found.setdefault(where.partition(":")[2], []).append(squeezed(text))
    whole = {squeezed(payload) for payload in PAYLOADS}
    for name, texts in found.items():
        assert sum(any(payload in text for text in texts) for payload in whole) >= len(whole) - 4, name
