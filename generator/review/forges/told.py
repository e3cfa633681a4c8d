"""What a job tells: the comment on a request, and how one job hands it to the next."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import TYPE_CHECKING

from generator.outputs.comment import comment_text
from generator.records.source import Refused
from generator.review.forges.comment import Comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.records.source import Problem

LIMIT = 62_000
"""Characters; GitHub takes 65 536."""
LISTED = 40
"""Places named in the comment; the log has them all."""
MOST = 1 << 20
WARNED = "（提醒）"
TOO_LONG = "合并的影响太长，这里放不下：请在本机执行 guatu impact 查看。"
NOTHING = "不影响得分、名次、黄牌红牌、时限和已有的文件。"
UNFINISHED = Comment("**审查没有做完。** 请看任务的日志；之前的审查结果已经过时。")


def comment(verdict: str, problems: Sequence[Problem], impact: str, notes: Iterable[str] = ()) -> Comment:
    """Put the gate's verdict, in its one sentence, above its problems and the preview, which is Markdown.

    The `notes` say whose rights counted, where that is not the author's alone.

    Quiet where there is neither problem nor consequence.
    """
    listed = list(_listed(problems[:LISTED]))
    more = len(problems) - LISTED
    listed += [f"- ……另有 {more} 条，都在任务的日志里"] if more > 0 else []
    noted = [f"> {comment_text(note)}\n" for note in notes]
    head = "\n".join([f"**审查：{comment_text(verdict)}**", "", *noted, *listed]).rstrip()
    told = impact.strip() or NOTHING
    if len(head) + len(told) > LIMIT:
        told = TOO_LONG
    return Comment(f"{head}\n\n{told}", quiet=not problems and not impact.strip())


def _listed(problems: Sequence[Problem]) -> Iterator[str]:
    """Say each thing once, with all the places where it is so."""
    places: dict[str, list[str]] = {}
    for one in problems:
        warned = WARNED if one.severity == "warning" else ""
        said = f"{one.code.id} {one.message()} — {one.hint()}{warned}"
        places.setdefault(said, []).append(str(one.mark))
    for said, marks in places.items():
        yield f"- {comment_text(said)}"
        yield from (f"  - {comment_text(mark)}" for mark in marks)


def packed(one: Comment) -> str:
    """Write a comment as one word of letters, digits and `+/=`, which no shell or runner reads twice."""
    data = json.dumps([one.text, one.quiet], ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(data, 9)).decode()


def unpacked(word: str) -> Comment:
    """Read what `packed` wrote; nothing at all is a check that did not come to its end. Raises Refused."""
    if not word.strip():
        return UNFINISHED
    try:
        unzipped = zlib.decompressobj()
        data = unzipped.decompress(base64.b64decode(word, validate=True), MOST)
        text, quiet = json.loads(data)
    except (binascii.Error, zlib.error, ValueError, TypeError):
        raise _unreadable() from None
    if not isinstance(text, str) or not isinstance(quiet, bool):
        raise _unreadable()
    return Comment(text, quiet)


def _unreadable() -> Refused:
    return Refused(
        "评论的内容读不出来：它应当是 guatu ci change 写的",
        "The comment cannot be read: guatu ci change should have written it",
    )
