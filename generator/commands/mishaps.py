"""What befalls a command from outside: a full disk, too little memory, a folder it may not write to."""

from __future__ import annotations

import errno
import sys
from concurrent.futures.process import BrokenProcessPool

from generator.commands.rim import why
from generator.records.source import Refused

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Where a file is copied, these are about the copy."""
MEMORY = "内存不够，或有进程被系统结束了：请关掉别的程序，或换一台内存大些的机器再执行"


def mishap(error: BaseException) -> str:
    """Say in the reader's words what befell a command; nothing where it is a mistake of ours."""
    if isinstance(error, Refused):
        return error.text()
    if isinstance(error, (BrokenProcessPool, MemoryError)):
        return MEMORY
    if isinstance(error, UnicodeEncodeError) and error.encoding == sys.getfilesystemencoding():
        return f"这里的语言环境（{error.encoding}）写不了中文文件名：请先执行 export LC_ALL=C.UTF-8"
    if isinstance(error, OSError) and (error.filename or error.errno):
        name = error.filename2 if error.errno in FULL and error.filename2 else error.filename
        return f"{name} 打不开或写不进：{why(error)}" if name else f"文件读写不成：{why(error)}"
    return ""
