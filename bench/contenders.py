"""Other site generators on a district's content: on the very pages that guatu wrote, and on its YAML alone.

None of them checks, scores or draws anything; Hugo's layout is the smallest there is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

MKDOCS, ZENSICAL = (Path(sys.executable).with_name(name) for name in ("mkdocs", "zensical"))
PLAIN = """site_name: plain
docs_dir: docs
theme: {name: material, font: false}
plugins: [search]
not_in_nav: "*"
nav: [index.md]
"""
HUGO = """baseURL = "http://localhost/"
title = "plain"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
MOUNT = """[[module.mounts]]
source = "{}"
target = "{}"
"""
PAGE = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"
ADAPTER = """{{ $of := newScratch }}
{{ range hugo.Data.events }}{{ range . }}{{ range . }}
{{ $event := . }}{{ with .project }}{{ $of.Add . (slice $event) }}{{ end }}
{{ end }}{{ end }}{{ end }}
{{ range hugo.Data.projects }}{{ range $id, $project := . }}
{{ $.AddPage (dict "path" (printf "projects/%s" (lower $id)) "title" $project.name
  "params" (dict "project" $project "events" ($of.Get $id))) }}
{{ end }}{{ end }}
"""
"""A page for each project with the events that name it, as a content adapter makes them."""
TABLE = (
    "<table>{{ range $name, $value := . }}<tr><th>{{ $name }}</th><td>{{ $value }}</td></tr>{{ end }}</table>"
)
RECORD = (
    "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>"
    f"{{{{ with .Params.project }}}}{TABLE}{{{{ end }}}}"
    f"{{{{ range .Params.events }}}}{TABLE}{{{{ end }}}}</body></html>"
)


def plain(folder: Path, docs: Path) -> None:
    """Lay out a folder for MkDocs + Material, and for Zensical, with the Markdown of some pages."""
    shutil.copytree(docs, folder / "docs")
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")


def same_pages(folder: Path, docs: Path) -> None:
    """Lay out a folder for Hugo with the Markdown of some pages."""
    shutil.copytree(docs, folder / "content")
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    _hugo(folder, PAGE, HUGO)


def same_yaml(folder: Path, data: Path) -> None:
    """Lay out a folder for Hugo with a content adapter over the YAML of a district."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "_content.gotmpl").write_text(ADAPTER, encoding="utf-8")
    mounts = {"content": "content", "layouts": "layouts", str(data.resolve()): "data"}
    _hugo(folder, RECORD, HUGO + "".join(MOUNT.format(*mount) for mount in mounts.items()))


def _hugo(folder: Path, page: str, settings: str) -> None:
    (folder / "layouts").mkdir()
    for name in ("page", "home", "section"):
        (folder / "layouts" / f"{name}.html").write_text(page, encoding="utf-8")
    (folder / "hugo.toml").write_text(settings, encoding="utf-8")


def hugo() -> str:
    """Give the path of Hugo, installed where it is missing."""
    script = Path(__file__).parent.parent / "scripts" / "hugo.sh"
    done = subprocess.run(["sh", str(script)], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
