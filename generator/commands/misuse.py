"""A command called in a way it does not understand, said in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer.exceptions import TyperException

QUOTED = r"['\"](.*?)['\"]"
PHRASES = (
    (rf"No such command {QUOTED}\.(?: Did you mean (.*)\?)?", "没有“{}”这条命令", "；相近的有 {}"),
    (r"No such option: (\S+?)(?:\s+\(Possible options: (.*)\))?", "没有 {} 这个选项", "；相近的有 {}"),
    (rf"Missing command\.(?: {QUOTED})?", "没有写是哪一条命令", ""),
    (rf"Missing argument {QUOTED}\..*", "缺少 {}", ""),
    (rf"Missing option {QUOTED}\..*", "缺少选项 {}", ""),
    (rf"Option {QUOTED} requires .*", "选项 {} 后面没有写值", ""),
    (rf"Option {QUOTED} does not take a value\.", "选项 {} 后面不写值", ""),
    (
        rf"Invalid value for {QUOTED}: Value error, '?(.*?)'? is not one of (.*)\.",
        "{} 不能写“{}”",
        "，可以写 {}",
    ),
    (rf"Invalid value for {QUOTED}: Input should be a valid integer.*", "{} 要写整数", ""),
    (rf"Invalid value for {QUOTED}: (?:Value error, )?(.*)", "{} 的值不对", "：{}"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", "多了“{}”", ""),
)
"""What the library of commands says, in Chinese; a second part is said where there is something to put in."""


def said(error: TyperException) -> str:
    """Say what was wrong with a call, and how to find out more; what has no translation is told as it is.

    Says nothing where all that lacked was a command: the help, which lists them, has been shown.
    """
    told = " ".join(error.format_message().split())
    if not told:
        return ""
    found = next(filter(None, (_translated(told, *phrase) for phrase in PHRASES)), "")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "guatu"
    usage = f"\n{context.get_usage()}" if context else ""
    return f"{found or told}{usage}\n详见 {path} --help"


def _translated(told: str, pattern: str, phrase: str, more: str) -> str:
    match = re.fullmatch(pattern, told)
    if match is None:
        return ""
    parts = [part for part in match.groups() if part is not None]
    blanks = phrase.count("{}")
    text = phrase.format(*parts[:blanks])
    rest = [part.replace("'", "").replace(", ", "、") for part in parts[blanks:]]
    return text + more.format(*rest) if rest else text
