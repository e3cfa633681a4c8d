"""The site's Atom feeds: what was changed in the data, and which bulletins went out."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from generator.outputs.atom.changes import changes
from generator.outputs.atom.writing import News, Source
from generator.outputs.pages.ledger import lines
from generator.outputs.subscriptions import BULLETINS, CHANGES, FEEDS
from generator.records.calendar import SHANGHAI
from generator.records.model.events.base import OFFICE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.links import Links, Web
    from generator.outputs.pages.ledger import Line
    from generator.outputs.view import View


def files(
    web: Web, site_name: str, site_url: str = "", committed: datetime | None = None
) -> dict[str, bytes]:
    """Write every feed, by path below docs; `committed` is the moment of the data's commit."""
    view = web.view
    office = next((one.name for one in view.known.organisations.values() if one.kind in OFFICE), site_name)
    source = Source(site_url, office, committed or datetime.combine(view.as_of, time(), SHANGHAI))
    told = {
        CHANGES: changes(view, web.links(CHANGES)),
        BULLETINS: _bulletins(view, web.links(BULLETINS), office),
    }
    return {one.path: source.feed(one.path, f"{site_name}：{one.title}", told[one.path]) for one in FEEDS}


def _bulletins(view: View, to: Links, office: str) -> Sequence[News]:
    """Tell of each seal, newest first; a second revision of a period is news of its own."""
    return [_bulletin(view, to, office, told) for told in lines(view)]


def _bulletin(view: View, to: Links, office: str, told: Line) -> News:
    act = told.act
    life = view.history.life("events", act.id)
    moment = life[0].moment if life else datetime.combine(act.date, time(), SHANGHAI)
    again = f"（第{act.revision}次）" if act.revision > 1 else ""
    why = [f"重新封存的理由：{act.reason}"] if act.reason else []
    said = [*why, *act.results, f"第{act.number}号封存，链头 {act.new_head}"]
    name = f"bulletin/{act.period}/{act.revision}"
    return News(name, told.name + again, moment, office, str(to.url(told.page)), said)
