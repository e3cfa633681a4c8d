"""CODEOWNERS from the register: which accounts answer for which folder, in the words of three forges.

A unit's folder is answered for by its accounts and those of 区重大项目办, all else by the latter alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.records.model.organisations import Organisation
    from generator.records.portfolio import Portfolio

Forge = Literal["github", "gitlab", "forgejo"]
FORGES: tuple[Forge, ...] = get_args(Forge)
FILES: Mapping[Forge, str] = {
    "github": ".github/CODEOWNERS",
    "gitlab": ".gitlab/CODEOWNERS",
    "forgejo": ".gitea/CODEOWNERS",
}
"""Where each forge looks; Forgejo and Gitea share one place and one way of writing."""
LOGIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
"""How forges write an account; nothing else is ever named in a CODEOWNERS file."""
_HEAD = (
    "# 由 guatu codeowners 按 data/register 生成，请不要手工改动；名册改动后重新执行。\n"
    "# Written by guatu codeowners from data/register; run it again when the register changes.\n"
)
_OWNED = ("events", "projects")


def codeowners(portfolio: Portfolio, forge: Forge, prefix: str = "") -> str:
    """Write one forge's file; `prefix` is the folder of the data's root in the repository, `district/`."""
    units = sorted(portfolio.organisations.values(), key=lambda unit: unit.id)
    office = _accounts(unit for unit in units if unit.kind == "区重大项目办")
    owned = [unit for unit in units if _accounts([unit]) and unit.kind != "区重大项目办"]
    lines = [f"{pattern} {owners}" for pattern, owners in _lines(owned, office, forge, prefix) if owners]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _lines(
    units: Iterable[Organisation], office: str, forge: Forge, prefix: str
) -> Iterator[tuple[str, str]]:
    """Give patterns and owners: GitHub and GitLab heed the last match, Forgejo and Gitea every one."""
    pattern = f"{prefix}data/{{}}/{{}}/.*" if forge == "forgejo" else f"/{prefix}data/{{}}/{{}}/"
    yield (f"!{prefix}data/({'|'.join(_OWNED)})/.*" if forge == "forgejo" else "*"), office
    if forge == "forgejo":
        yield f"{prefix}data/({'|'.join(_OWNED)})/.*", office
    for unit in units:
        owners = " ".join(filter(None, (_accounts([unit]), "" if forge == "forgejo" else office)))
        for shelf in _OWNED:
            yield pattern.format(shelf, unit.id), owners


def _accounts(units: Iterable[Organisation]) -> str:
    return " ".join(f"@{account}" for unit in units for account in unit.accounts if LOGIN.fullmatch(account))
