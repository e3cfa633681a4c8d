"""`guatu schema`: the models as JSON Schema files, for editors, hooks and forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.rim import usage, why

FOLDER = Path("schema")


def schema(
    out: Annotated[Path, typer.Option(metavar="DIR", help="写到哪个文件夹")] = FOLDER,
) -> None:
    """写出各类文件的 JSON Schema（标题和说明是中文），供编辑器、提交前检查和网页表单使用。"""
    from generator.records.schema import schemas

    made = schemas()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            (out / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        usage(f"写不进 {out}：{why(error)}")
    typer.echo(f"已写出 {len(made)} 个文件到 {out}")
