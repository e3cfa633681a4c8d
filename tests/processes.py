"""The same code in two processes that differ in what must not matter: hash seed, time zone, search path."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent


def printed_twice(code: str, *arguments: str) -> list[str]:
    """Give what code prints in either process; its first argument is `1` or `2`, the others follow."""
    return [
        subprocess.run(
            [sys.executable, "-c", code, number, *arguments],
            env={"PYTHONHASHSEED": number, "TZ": zone, "PATH": "", "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for number, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]
