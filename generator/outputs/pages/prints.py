"""Papers of past days as they were printed: kept by all that decides them, found again by a later build."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.outputs.orders import done
from generator.outputs.page import Page
from generator.outputs.papers import periods
from generator.outputs.papers.sheet import Imprint
from generator.outputs.press import Kept
from generator.outputs.shelf import found, kept
from generator.outputs.tables.derived import decided, known_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.press import Press
    from generator.outputs.shelf import Shelf

BESIDE = "<guatu-beside>"
"""Where a page's links to its neighbours go; no text of others comes through the one door like this."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper's page as printed, and what the lists tell of it; `now` is one beside a sealed one."""

    page: Page
    period: Period
    as_of: date
    imprint: Imprint | None
    sealed: str
    files: tuple[tuple[str, str, str], ...]
    now: bool = False


def prepare(press: Press) -> None:
    """Work out what each day knows and since when, and what version we are, before other processes ask."""
    view = press.view
    if press.prints:
        press.prints.version()
        known_of(view).digest(view.as_of)
        if view.revision_on:
            view.revision_on(view.as_of)
    if press.drawings:
        press.drawings.version()


def place_of(press: Press, kind: PaperKind, period: Period, *part: str) -> Path | None:
    """Give the file that keeps a period's papers, or a part of them; None for those today still bears on.

    They are decided by what was known on the period's last day, by what of it was sent out and sealed since,
    and by the version of the tool.
    """
    view = press.view
    acts = view.seals.acts if view.seals else ()
    day = max([periods.last(period), *(act.as_of for act in acts if act.period == str(period))])
    if not press.prints or kind.told != "end" or day >= view.as_of:
        return None
    return press.prints.of(
        *(*part, kind.name, str(period), decided(view, day)),
        repr(view.revision_on(day) if view.revision_on else view.revision),
        repr((view.faults, view.report.policy.id, view.seal)),
        repr((press.web.directories, press.web.source, sorted(press.shelf.forms) if press.shelf else None)),
    )


def met(press: Press, place: Path, period: Period) -> Sequence[Sequence[Filed]] | None:
    """Find a period's papers printed, with what they link to and their files; None where any of it lacks."""
    text = found(place)
    if text is None:
        return None
    told = json.loads(text)
    if any(map(press.web.lacks, told["targets"])):
        return None
    shelves = _shelves(press)
    files = {path: found(shelves[shelf].folder / name) for path, shelf, name, *_ in told["orders"]}
    if None in files.values():
        return None
    press.web.targets.update(told["targets"] | press.web.targets)
    for path, shelf, name, *commits in told["orders"]:
        shelves[shelf].used.add(name)
        if path not in press.orders:
            there = Kept(shelves[shelf].folder / name, *commits)
            press.orders[path] = done(there.named(files[path] or b"", path.rpartition(".")[2]))
    return [[_read(one, period) for one in family] for family in told["families"]]


def keep(press: Press, place: Path, families: Sequence[Sequence[Filed]]) -> None:
    """Keep a period's papers, all that a press apart has printed; none that tell of today."""
    if any(one.now for family in families for one in family) or press.orders.keys() != press.places.keys():
        return
    shelves = {shelf.folder: word for word, shelf in _shelves(press).items()}
    told = {
        "families": [[_written(one) for one in family] for family in families],
        "targets": press.web.targets,
        "orders": [
            (path, shelves[there.place.parent], there.place.name, there.stand_in, there.commit)
            for path, there in press.places.items()
        ],
    }
    kept(place, json.dumps(told, ensure_ascii=False).encode())


def _shelves(press: Press) -> Mapping[str, Shelf]:
    shelves = {"papers": press.shelf, "charts": press.drawings}
    return {word: shelf for word, shelf in shelves.items() if shelf}


def _written(one: Filed) -> tuple[object, ...]:
    imprint = one.imprint and (one.imprint.number, one.imprint.on.isoformat(), one.imprint.signer)
    return asdict(one.page), one.as_of.isoformat(), imprint, one.sealed, one.files


def _read(told: Any, period: Period) -> Filed:  # noqa: ANN401 - JSON
    page, day, imprint, sealed, files = told
    sent = Imprint(imprint[0], date.fromisoformat(imprint[1]), imprint[2]) if imprint else None
    shown = Page(**page | {"hide": tuple(page["hide"]), "entry": tuple(page["entry"])})
    return Filed(shown, period, date.fromisoformat(day), sent, sealed, tuple(map(tuple, files)))
