"""`guatu ci STAGE`: what a forge's jobs run, the same few lines on each forge."""

from __future__ import annotations

import typer

from generator.commands.ci.change import change
from generator.commands.ci.comment import comment
from generator.commands.ci.main import main
from generator.commands.ci.scheduled import scheduled
from generator.commands.told import Told

app = typer.Typer(
    name="ci", help="代码平台上的任务：每个阶段一条命令，在本机也能执行。", no_args_is_help=True
)
app.command(cls=Told)(change)
app.command(cls=Told)(comment)
app.command(cls=Told)(main)
app.command(cls=Told)(scheduled)
