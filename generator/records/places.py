"""Where each kind of file lies below the root; the path names who may write it."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.records.codes import places as codes
from generator.records.source import Mark, Problem, problem

LONGEST_ID = 40
_ID = "[A-Z0-9]+(?:-[A-Z0-9]+)*"
_YEAR = "[0-9]{4}"
_FORMS = {
    "events": rf"data/(events)/({_ID})/({_YEAR})/({_ID})\.yml",
    "projects": rf"data/(projects)/({_ID})()/({_ID})\.yml",
    "plans": rf"data/(plans)()/({_YEAR})/({_ID})\.yml",
    "register": rf"data/register/(?:(organisations|people|leaders)()()/({_ID})|(steps|authority)()()())\.yml",
    "policy": rf"data/(policy)()()/({_YEAR}-[0-9]{{2}}-[0-9]{{2}})\.yml",
    "calendar": rf"data/(calendar)()()/({_YEAR})\.yml",
}
_PATHS = {folder: re.compile(form) for folder, form in _FORMS.items()}
_YEARLESS = re.compile(rf"data/events/({_ID})/({_ID})\.yml")
_SAMPLES = {
    "projects": ("projects/XGY/P26-001",),
    "plans": ("plans/2026/P26-001",),
    "events": ("events/XGY/2026/SS-1",),
    "register": (
        *("register/organisations/XGY", "register/people/R-1", "register/leaders/L1"),
        *("register/steps", "register/authority"),
    ),
    "policy": ("policy/2019-03-11",),
    "calendar": ("calendar/2026",),
}
"""How files in each folder are called, for a reader."""
_LEFTOVER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(?:bak|orig|rej|sw[a-p]|tmp|old)|thumbs\.db|desktop\.ini", re.IGNORECASE
)
_EXTENSION = re.compile(r"(?:\.ya?ml)?\.(?:ya?ml|txt)\Z", re.IGNORECASE)
_RESERVED = re.compile(r"CON|PRN|AUX|NUL|CLOCK\$|(?:COM|LPT)[0-9]")
_FOLDERS = frozenset({"organisations", "people", "leaders"})
_OURS = 2  # `data` and the folder below it have fixed names
SINGLE = frozenset({"steps", "authority"})
"""Names of the files in `data/register` that are no folder."""
KEPT = ".gitkeep"


class Place(NamedTuple):
    """What a path says: the shelf, the unit's folder, the year's folder, the name without `.yml`."""

    shelf: str
    unit: str
    year: str
    name: str


def place_of(path: str) -> Place | None:
    """Read a path below the root; None where no file of ours lies."""
    form = _PATHS.get(path[len("data/") : path.find("/", len("data/"))])
    match = form.fullmatch(path) if form else None
    if match is None:
        return None
    groups = match.groups()
    return Place._make(groups[-4:] if groups[0] is None else groups[:4])


def misplaced(path: str) -> Problem | None:
    """Say what is wrong with a path below `data/`; None for a good one."""
    if place := place_of(path):
        return badly_named(path, place)
    mark = Mark(path)
    parts = path.split("/")
    if any(_LEFTOVER.fullmatch(part) for part in parts):
        return problem(mark, codes.LEFTOVER)
    ending = _EXTENSION.search(path)
    if ending and place_of(renamed := _cased(path[: ending.start()] + ".yml")):
        return problem(mark, codes.CASE if ending.group() == ".yml" else codes.EXTENSION, better=renamed)
    return nowhere(path)


def nowhere(path: str) -> Problem:
    """Say that nothing of ours lies at a path, and how files in its folder are called."""
    if bare := _YEARLESS.fullmatch(path):
        form = f"data/events/{bare[1]}/〈年〉/{bare[2]}.yml（漏了一层年份的文件夹，把文件移进去）"
        return problem(Mark(path), codes.NO_PLACE, forms=form)
    folder = _SAMPLES.get(path.split("/")[1].lower()) if path.count("/") > 1 else None
    forms = folder or [form for forms in _SAMPLES.values() for form in forms[:1]]
    return problem(Mark(path), codes.NO_PLACE, forms="、".join(f"data/{form}.yml" for form in forms))


def badly_named(path: str, place: Place) -> Problem | None:
    """Say what is wrong with the ids in a path; None for good ones."""
    for name in filter(None, (place.unit, place.name)):
        if len(name) > LONGEST_ID:
            return problem(Mark(path), codes.LONG_NAME, length=len(name), limit=LONGEST_ID)
        if _RESERVED.fullmatch(name):
            return problem(Mark(path), codes.RESERVED, name=name)
    return None


def _cased(path: str) -> str:
    """Write folders of ours in lower case, ids in capitals."""
    *folders, name = path.split("/")
    stem, dot, extension = name.rpartition(".")
    ours = (
        part.lower() if depth < _OURS or part.lower() in _FOLDERS else part.upper()
        for depth, part in enumerate(folders)
    )
    stem = stem.lower() if stem.lower() in SINGLE else stem.upper()
    return "/".join((*ours, f"{stem}{dot}{extension.lower()}"))
