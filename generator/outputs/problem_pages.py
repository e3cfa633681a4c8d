"""The codes of `guatu check` as a page: what each says, what to do, a file that fails and one that passes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.outputs.escape import page_text
from generator.records.codes import CODES, FAMILIES
from generator.records.source import Code, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LINES, WIDTH = 12, 160
SPECIAL, DELETED = ".special", ".deleted"


@dataclass(frozen=True)
class Example:
    """The files of a failing and of a passing portfolio, by path; content shown with nothing hidden."""

    bad: Mapping[str, str] = field(default_factory=dict)
    good: Mapping[str, str] = field(default_factory=dict)


def examples(files: Mapping[str, bytes]) -> dict[str, Example]:
    """Sort example files, keyed `CODE/bad/<path>` and `CODE/good/<path>`, by code."""
    sides: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: {"bad": {}, "good": {}})
    for path, data in sorted(files.items()):
        code, _, rest = path.partition("/")
        side, _, name = rest.partition("/")
        if code in CODES and side in {"bad", "good"}:
            sides[code][side].update([_file(name, data)])
    return {code: Example(**both) for code, both in sides.items()}


def markdown(known: Mapping[str, Example]) -> str:
    """Write all codes as one Markdown page; every word is escaped."""
    return "\n".join(_page(known)) + "\n"


def places() -> Iterator[tuple[str, str]]:
    """Give each code with its place on the page, in the page's order."""
    for _, codes in _families():
        yield from ((code.id, _place(code)) for code in codes)


def shown(data: bytes) -> str:
    """Show a file's bytes: what is no text or cannot be seen is named, long ones are cut."""
    text = data.decode("utf-8", errors="backslashreplace").replace("\r\n", "\n")
    lines = [visible(line, WIDTH) for line in text.removesuffix("\n").split("\n")]
    more = len(lines) - LINES
    return "\n".join([*lines[:LINES], *([f"…（还有 {more} 行）"] if more > 0 else [])])


def _file(name: str, data: bytes) -> tuple[str, str]:
    if name.endswith(DELETED):
        return name.removesuffix(DELETED), "（没有这个文件）"
    if not name.endswith(SPECIAL):
        return name, shown(data)
    head, _, rest = data.decode().partition("\n")
    kind, _, path = head.partition(" ")
    words = {
        "link": "（链接，指向下面的路径）",
        "exec": "（有执行权限）",
        "fifo": "（命名管道）",
        "closed": "（没有读取权限）",
    }
    return path, "\n".join(filter(None, (words.get(kind), shown(rest.encode()) if rest else "")))


def _page(known: Mapping[str, Example]) -> Iterator[str]:
    for title, codes in _families():
        yield f"## {page_text(title)}\n"
        for code in codes:
            yield from _section(code, known.get(code.id, Example()))


def _section(code: Code, example: Example) -> Iterator[str]:
    kind = "" if code.severity == "error" else "（提醒）"
    yield f'<h3 id="{_place(code)}">{code.id}{kind} {page_text(_plain(code.zh[0]))}</h3>\n'
    yield f"<p>改法：{page_text(_plain(code.zh[1]))}</p>\n"
    sides = (("会提示", example.bad), ("改成这样", example.good))
    shown = "".join(f"<div>{''.join(_files(words, files))}</div>" for words, files in sides if files)
    yield f'<div class="g-grid2">{shown}</div>\n'


def _files(words: str, files: Mapping[str, str]) -> Iterator[str]:
    """Show the files of one side of an example, under what they show."""
    for path, content in files.items():
        yield f"<p>{words}：<code>{page_text(path)}</code></p>"
        yield f"<pre><code>{'&#10;'.join(map(_line, content.split(chr(10))))}</code></pre>"


def _line(line: str) -> str:
    """Escape one line, keeping its spaces."""
    return " ".join(page_text(word) for word in line.split(" "))


def _plain(template: str) -> str:
    """Show a template's places as an ellipsis."""
    parts = template.replace("{{", "\0").replace("}}", "\1").split("{")
    text = parts[0] + "".join("…" + part.partition("}")[2] for part in parts[1:])
    return text.replace("\0", "{").replace("\1", "}")


def _families() -> Iterator[tuple[str, Sequence[Code]]]:
    """Give the families of codes by title, the codes of each by id."""
    for _, title, _, module in FAMILIES:
        codes = (value for value in vars(module).values() if isinstance(value, Code))
        yield title, sorted(codes, key=lambda code: code.id)


def _place(code: Code) -> str:
    return code.id.lower()
