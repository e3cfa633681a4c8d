"""Other users of this machine, where the tests are run by one who can be any of them."""

from __future__ import annotations

import os
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
import typer

from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, SECOND, TEAM = 20001, 20002, 20003
REFUSED = 7
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")


def by(user: int, what: Callable[..., object], *details: object) -> int:
    """Do something as a user of the team; gives the command's status, REFUSED where it was refused."""

    def run() -> None:
        os.setgroups([TEAM])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        os.umask(0o022)
        try:
            what(*details)
        except Refused:
            os._exit(REFUSED)
        except typer.Exit as end:
            os._exit(end.exit_code)

    process = get_context("fork").Process(target=run)
    process.start()
    process.join()
    return process.exitcode or 0
