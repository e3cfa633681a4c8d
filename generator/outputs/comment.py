"""The door for submitted text in a forge's comment and in a log: shown as it is, obeyed nowhere (TRUST.md).

A forge decodes entities before it looks for mentions, references, addresses and emoji; so signs are written
as entities for Markdown's sake, and a zero-width space stands after each that begins such a thing.
"""

from __future__ import annotations

import re
import unicodedata

from generator.outputs.escape import REPLACEMENT, one_line, page_text

APART = "\N{ZERO WIDTH SPACE}"
_BEGINS = re.compile(r"[@#!$~%&^*:\[]|(?i:www|GH-)(?=\S)|(?=[0-9]*[a-f])[0-9a-f]{6}(?=[0-9a-f])")
_COMMAND = re.compile(r"#(?=#)|:(?=:)")
_MUTE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def comment_text(text: str) -> str:
    """Write text for a comment, on one line, in a paragraph, a list or a cell of a table.

    No mention, reference (#1 !1 $1 ~label %milestone &1), commit, address, emoji, HTML or Markdown is left of
    it, and a line of a log that shows it is no command. What is not to be seen becomes U+FFFD.
    """
    return str(page_text(_BEGINS.sub(rf"\g<0>{APART}", seen(text))))


def log_text(text: str) -> str:
    """Write text for a line of a log, which a runner reads for `::command::` and `##[command]`."""
    return _COMMAND.sub(rf"\g<0>{APART}", seen(text))


def log_json(text: str) -> str:
    """Keep JSON text from holding `##[` in a log; what it says stays the same."""
    return text.replace("##", r"#\u0023")


def seen(text: str) -> str:
    """Put text on one line; control, bidirectional and other characters without a form become U+FFFD."""
    return "".join(REPLACEMENT if unicodedata.category(char) in _MUTE else char for char in one_line(text))
