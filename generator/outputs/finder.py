"""The finder's index: every record page by id, name, unit and keywords, scanned in the browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.outputs.escape import in_script, one_line
from generator.outputs.templates import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.outputs.press import Press

Row = tuple[str, str, str, str, str]
MOST = 5000
NAMES = "assets/names.txt"


def index(press: Press, files: Mapping[str, bytes]) -> bytes:
    """Write the index as a script that works over `file://` too: rows of (kind, address, id, name, words)."""
    to = press.web.links("assets/finder-index.js")
    found = [row for row in _rows(press) if f"{row[1]}.md" in files]
    rows = [[kind, str(to.url(f"{path}.md")).removeprefix("../"), *rest] for kind, path, *rest in found]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.GUATU_FINDER={in_script(text)};\n".encode()


def words(press: Press) -> Mapping[str, str]:
    """Give, by page, the words by which the site's own search finds a record; none where there are too many.

    Full texts of thousands of records would be more than a browser can search (FINDINGS).
    """
    found = {f"{path}.md": f"{kind} {key} {name} {more}" for kind, path, key, name, more in _rows(press)}
    return found if len(found) <= MOST else {}


def names(press: Press) -> bytes:
    """List the district's own names, one a line, for whoever parts Chinese text into words (jieba)."""
    view = press.view
    found = {unit.short for unit in view.known.organisations.values()}
    found |= {unit.name for unit in view.known.organisations.values()}
    found |= {view.leader_name(leader.id) for leader in view.leaders}
    return "".join(f"{name}\n" for name in sorted(map(one_line, found)) if " " not in name).encode()


def _rows(press: Press) -> Iterator[Row]:
    view = press.view
    for key, project in sorted(view.known.projects.items()):
        words = [view.short(unit) for unit in view.lead_units(project)]
        words += [
            view.short(project.street),
            view.leader_name(project.leader),
            project.sector,
            project.investor,
        ]
        yield "项目", f"projects/{key}", key, one_line(project.name), one_line(" ".join(words))
    for key, unit in sorted(view.known.organisations.items()):
        folder = "offices" if unit.kind == "综合协调办" else "units"
        yield unit.kind, f"{folder}/{key}", key, one_line(unit.name), one_line(unit.short)
    for leader in view.leaders:
        words = [view.short(office) for office in leader.offices]
        yield (
            "分管负责人",
            f"leaders/{leader.id}",
            leader.id,
            view.leader_name(leader.id),
            one_line(" ".join(words)),
        )
    for key, story in sorted(view.report.facts.items.items()):
        words = [view.short(unit) for unit in story.units]
        words += [view.project_name(story.item.project)] if story.item.project else []
        yield "议定事项", f"items/{key}", key, cut(story.item.text, 60), one_line(" ".join(words))
