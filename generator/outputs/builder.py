"""The theme's builder, run in this process over a folder of pages; whatever it warns of stops the build."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.bundle import bundle
from generator.outputs import finder, writing
from generator.outputs.bodies import bodies, listed, mapped
from generator.outputs.compiled import Compiled, Visible
from generator.outputs.indexing import indexing
from generator.outputs.outside import outside
from generator.outputs.plan import CONFIG, completed
from generator.outputs.priorities import FIRST
from generator.outputs.reused import reused
from generator.outputs.shelf import Shelf
from generator.outputs.subscriptions import FEEDS
from generator.outputs.surroundings import surroundings
from generator.outputs.templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from pathlib import Path

    from generator.outputs.plan import Plan

FINDER = "assets/finder.js"
"""What finds records, in the search box and on its page."""
FULL_TEXT = "assets/fulltext.js"
"""What lets the theme read its index once somebody searches; it has to come before the theme's own script."""
ELSEWHERE = (
    "请从本区的 mkdocs.yml 里去掉引用它的设置（不写 theme 就用自带的外观；写了 theme 的，font 写 false）"
)
LOST = "<h1>404 - Not found</h1>"
PLAIN = "<style>svg{max-width:3rem}</style>"
"""For a site that does not lie at the top of its address, where the page finds no styles of the theme."""
HERE = """<script>
(function () {
  var base = "BASE";
  function turned() {
    ["href", "src"].forEach(function (name) {
      document.querySelectorAll("[" + name + '^="' + base + '"]').forEach(function (one) {
        one.setAttribute(name, one.getAttribute(name).slice(base.length));
      });
    });
  }
  if (location.protocol !== "file:") return;
  turned();
  addEventListener("DOMContentLoaded", turned);
}());
</script>"""
"""Opened from a folder, the page lies at the site's top, and its links lead on from there."""
ADDRESS = re.compile(r'href="([^"]*)assets/favicon')
WAY = "<p>地址可能写错了，或者这一页已经改名。请从上面的栏目进入，或者搜索：</p>"
WAYS = (
    ("总览", "index.html"),
    ("查找", "finder.html"),
    ("项目", "projects/index.html"),
    ("单位", "units/index.html"),
)


class BuildError(Exception):
    """The builder refused the pages; its warnings are the argument, one a line."""


def typeset(plan: Plan, docs: Path, fresh: Path, helper: Executor | None, beside: Sequence[str] = ()) -> None:
    """Let the builder make a new folder of a folder of pages, as the whole site but for the pages `beside`.

    Those are made elsewhere, and only listed in the map of the site. Ready HTML is spared the Markdown
    parser, and the index of full texts is made by other processes meanwhile; without such helpers the
    builder does everything by itself, with the same result.

    Raises BuildError for anything the builder warns of.
    """
    if helper is None:
        run(plan, docs, fresh)
    else:
        words, pages, elsewhere = Shelf(plan.kept("search")), Shelf(plan.kept("pages")), list(beside)
        ready = bodies(fresh.parent)
        index = indexing(docs / finder.NAMES, helper, words, ready.aside.whole)
        again = reused(plan, pages, index, elsewhere)
        run(plan, docs, fresh, ready, index, listed(elsewhere), again)
        for shelf in () if plan.seal else (words, pages):
            shelf.tidy()
    _keep_home(fresh / "index.html")
    _stamp_lost(plan, fresh / "404.html")
    _announce(fresh / "index.html")


def run(plan: Plan, docs: Path, fresh: Path, *plugins: Any) -> None:  # noqa: ANN401 - the builder ships no types
    """Run the builder with the root's mkdocs.yml and some plug-ins of ours. Raises BuildError."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - as above

    with _still(plan), _heard() as warnings:
        try:
            config = _settings(plan, docs_dir=str(docs), site_dir=str(fresh), strict=True)
            if plan.past:
                config.validation.nav.omitted_files = config.validation.nav.not_found = logging.INFO
            if plan.use == "version":
                config.extra["version"] = {"provider": "mike", "alias": True}
            _with_scripts(config)
            around = [] if plan.use == "version" else [mapped()]  # versions are changed by their maps
            for plugin in (_compiling(plan), *around, *plugins):
                config.plugins[f"guatu/{type(plugin).__name__.lower()}"] = plugin
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except Exception as error:
            if type(error).__module__ != "mkdocs.exceptions":
                raise
            raise BuildError("\n".join([*warnings, str(error)])) from error


def _with_scripts(config: Any) -> None:  # noqa: ANN401 - as above
    """Add the scripts of the search to settings that were written before there were any."""
    if FINDER not in map(str, config.extra_javascript):
        config.extra_javascript.append(FINDER)
    first = config.extra.setdefault("polyfills", [])
    if isinstance(first, list) and FULL_TEXT not in first:
        first.append(FULL_TEXT)


def _settings(plan: Plan, **given: Any) -> Any:  # noqa: ANN401 - as above
    """Read the root's mkdocs.yml, completed by ours as `settings` tells."""
    from mkdocs.config import load_config  # noqa: PLC0415 - as above
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415 - as above

    with plan.config.open("rb") as file:
        own = yaml_load(file)
    if not completed(own):
        return load_config(str(plan.config), **given)
    extra = own.pop("extra", None)
    config = load_config(str(bundle() / CONFIG), **own | given | {"config_file_path": str(plan.config)})
    config.extra.update(extra if isinstance(extra, dict) else {})
    return config


def _compiling(plan: Plan) -> Any:  # noqa: ANN401 - as above
    """Make a plug-in that keeps the theme's templates as compiled, and lists none that is left out anyway."""
    from mkdocs.plugins import BasePlugin, event_priority  # noqa: PLC0415 - as above

    class Compiling(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
        """Lets the theme's templates be read as they were compiled before."""

        @event_priority(FIRST)
        def on_config(self, config: Any, /) -> Any:  # noqa: ANN401
            theme, made = config.theme, config.theme.get_env

            def get_env() -> Any:  # noqa: ANN401
                env = made()
                env.loader, env.bytecode_cache = Visible(theme.dirs), Compiled(apart=plan.home)
                return env

            theme.get_env = get_env
            return config

    return Compiling()


def _keep_home(page: Path) -> None:
    """Refuse a theme or setting that has the reader's browser fetch something elsewhere (TRUST P13)."""
    if found := outside(page.read_text(encoding="utf-8")):
        raise BuildError(f"网页会到 {found} 取东西，内网上打不开：{ELSEWHERE}")


def _stamp_lost(plan: Plan, page: Path) -> None:
    """Let the page for what is not there say what every page says; it comes from the theme alone."""
    seals = plan.seals.until(plan.seal.act.number) if plan.seal else plan.seals.by(plan.as_of)
    revision = replace(plan.revision, number=seals.number, sealed=plan.seal is not None)
    template = environment(bundle() / "site_templates").get_template("parts/stamp.html.j2")
    said = template.module.stamp(plan.as_of, plan.as_of, revision)  # type: ignore[attr-defined]
    before = page.read_text(encoding="utf-8") if page.is_file() else ""
    found = ADDRESS.search(before)
    base = found[1] if found else "/"
    ways = "".join(f'<li><a href="{base}{path}">{word}</a></li>' for word, path in WAYS)
    here = HERE.replace("BASE", base) + PLAIN
    told = f'{here}<h1>没有这一页</h1>\n<p class="g-asof">{said}</p>\n{WAY}\n<ul>{ways}</ul>'
    after = before.replace(LOST, told)
    if after == before and plan.config == bundle() / CONFIG:
        raise writing.BadPageError(page.name)  # a district's own theme may say it another way
    if after != before:
        page.write_text(after, encoding="utf-8")


def _announce(page: Path) -> None:
    """Let readers find the feeds at the home page's head, which the builder makes.

    With `alternate` alone the theme's script takes each for a site in another language and wants its map.
    """
    links = Markup("").join(
        Markup('<link rel="alternate feed" type="application/atom+xml" title="{}" href="{}">').format(
            one.title, one.path
        )
        for one in FEEDS
    )
    head, end, rest = page.read_text(encoding="utf-8").partition("</head>")
    page.write_text(f"{head}{links}{end}{rest}", encoding="utf-8")


def _still(plan: Plan) -> AbstractContextManager[None]:
    """Stop the builder's clock at the commit's time, or the morning of the day."""
    moment = plan.committed or datetime.combine(plan.as_of, time(), UTC)
    offline = {} if plan.use == "site" else {"OFFLINE": "true" if plan.use == "folder" else "false"}
    still = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    return surroundings(still | offline)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect the builder's warnings instead of printing them."""
    found: list[str] = []

    class Ear(logging.Handler):
        """Keeps what is said."""

        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, ear = logging.getLogger("mkdocs"), Ear(logging.WARNING)
    spread, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield found
    finally:
        logger.removeHandler(ear)
        logger.propagate = spread
