"""The door: the command `guatu`; each command lives in its own module and is imported only to be run."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

import typer
from typer.exceptions import TyperException

from generator.commands.told import Told, ToldGroup
from generator.stopping import stoppable, told

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = "挂图：重大产业项目推进考评，从 git 里的数据到网站。"
COMMANDS = (
    *("check", "score", "scenario", "history", "demo", "build", "serve", "export", "schema"),
    *("seal", "verify", "publish", "gate", "impact", "codeowners"),
)
OURS, UNSAID = 3, 120
"""The status of a mistake of ours; of a process whose last words reached nobody, as Python has it."""
GROUPS = {"import": "import_", "new": "new", "ci": "ci"}


def program(*names: str) -> typer.Typer:
    """Make the program with the commands named, or with all of them (for its help)."""
    made = typer.Typer(
        name="guatu",
        cls=ToldGroup,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    made.callback(help=WORDS)(_nothing)
    for name in COMMANDS:
        if not names or name in names:
            made.command(name, cls=Told)(getattr(import_module(f"generator.commands.{name}"), name))
    for name, module in GROUPS.items():
        if not names or name in names:
            made.add_typer(import_module(f"generator.commands.{module}").app, name=name, cls=ToldGroup)
    return made


def main() -> NoReturn:
    """Run the command; a mistake of ours ends with status 3 and one line, never a traceback.

    What befalls it from outside, such as a file that cannot be written, is told, with status 2.
    """
    gc.set_threshold(100_000, 20, 20)  # a program this short dies before its garbage matters
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # print, whatever the terminal can show
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would read every package's metadata
    try:
        status = program(*({*COMMANDS, *GROUPS} & set(sys.argv[1:2])))(
            prog_name="guatu", standalone_mode=False
        )
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the library's own for the same, and for nothing else
        _say_no_more()
        raise SystemExit(UNSAID) from None
    except TyperException as error:
        from generator.commands.misuse import said

        if words := said(error):
            typer.echo(words, err=True)
        raise SystemExit(error.exit_code) from None
    except Exception as error:
        if told():
            raise KeyboardInterrupt from None  # what comes of ending in the midst of something
        if os.environ.get("GUATU_DEBUG") == "1":
            raise
        raise SystemExit(_failed(error)) from None
    raise SystemExit(status)


def _failed(error: Exception) -> int:
    """Say what befell the command, or that it is a mistake of ours; gives the status for it."""
    from generator.commands.mishaps import mishap

    if words := mishap(error):
        typer.echo(words, err=True)
        if isinstance(error, OSError) and not error.filename:  # of what is open, so perhaps of this
            _say_no_more()
        return 2
    name = type(error).__name__
    typer.echo(f"程序自身出错（{name}），与数据无关；设 GUATU_DEBUG=1 再执行可看到详情。", err=True)
    typer.echo(f"Our own mistake ({name}), not the data's; set GUATU_DEBUG=1 for the details.", err=True)
    return OURS


def _say_no_more() -> None:
    """Let what is still to be written go nowhere: where it should go takes no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def process() -> NoReturn:
    """Be the process `guatu`: run the command, and end at once when all is done.

    What was left for the end before this is called is not done.
    """
    ending: list[int] = []
    atexit.register(_end, ending)  # of what is left for the end from here on, this is done last
    stopped = stoppable()
    try:
        main()
    except (SystemExit, KeyboardInterrupt) as end:
        code = end.code if isinstance(end, SystemExit) else stopped[0]
        ending.append(code if isinstance(code, int) else int(bool(code)))
        if stopped or ending == [OURS]:  # what is left for the end would wait for work nobody wants any more
            _end(stopped[:1] if stopped and code else ending)
        raise


def _end(ending: Sequence[int]) -> None:
    """End without taking apart all that the process holds, which takes a second of ten thousand projects."""
    if not ending:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(UNSAID)
    os._exit(ending[0])


def _nothing() -> None:
    """Keep the commands' names even where there is only one."""


def __getattr__(name: str) -> typer.Typer:
    """Give `app`, the whole program, to whoever asks for it."""
    if name != "app":
        raise AttributeError(name)
    return program()
