"""`guatu demo`: write a made-up district, for looking round and for benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.rim import usage


def demo(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="写到哪个文件夹（须为空或不存在）")],
    projects: Annotated[int, typer.Option(min=1, max=50_000, help="项目数")] = 72,
    quarters: Annotated[int, typer.Option(min=1, max=40, help="季度数")] = 7,
    start: Annotated[str, typer.Option(metavar="QUARTER", help="第一个季度，例如 2025Q1")] = "2025Q1",
    seed: Annotated[int, typer.Option(help="种子：相同的种子得到逐字节相同的文件")] = 1,
    events_per_project: Annotated[float, typer.Option(min=1, max=200, help="平均每个项目约有多少事件")] = 40,
    git: Annotated[bool, typer.Option(help="同时写出逐日提交的 git 历史")] = True,
    seals: Annotated[bool, typer.Option(help="历史里每期通报印发后即封存")] = True,
    force: Annotated[bool, typer.Option(help="文件夹不空也写")] = False,
) -> None:
    """虚构一个区的全部数据：项目、计划、事件、名册，以及逐日提交的 git 历史。"""
    from generator.commands.replay import evenings
    from generator.demo import history, writing
    from generator.demo.simulate import Size, simulate

    if not force and directory.exists() and any(directory.iterdir()):
        usage(f"{directory} 不是空文件夹；确要写入请加 --force")
    try:
        world, entries = simulate(Size(projects, quarters, start, seed, events_per_project))
    except ValueError:
        usage(f"季度“{start}”看不懂：请写成 2025Q1 这样")
    directory.mkdir(parents=True, exist_ok=True)
    if git:
        handed_in = list(entries)
        stops = evenings(directory, handed_in) if seals else None
        typer.echo(f"{directory}：{history.write(directory, world, handed_in, stops)} 次提交")
    else:
        typer.echo(f"{directory}：{writing.write(directory, entries)} 个文件")
