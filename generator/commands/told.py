"""The help of a command, all of it in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Command as Base
    from typer._click import Context, HelpFormatter
    from typer.core import TyperOption
else:
    Base = object

USAGE, HELP = "用法：", "显示这份说明"
HEADINGS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "DEFAULT_STRING": "[缺省：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
}
"""What the library of commands writes above and behind what is ours, by the names it has for that."""
PIECES = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}


class _Told(Base):
    """What a command and a group of commands have in common: how their help reads."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Give the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = HELP
        return option

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Give what follows the command when it is called."""
        return [PIECES.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), USAGE)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        from typer import rich_utils

        for name, words in HEADINGS.items():
            setattr(rich_utils, name, words)
        vars(rich_utils).update(_folding())
        super().format_help(ctx, formatter)


@cache
def _folding() -> dict[str, object]:
    """Give tables whose text goes on in the next line: without spaces it was cut off with an ellipsis."""
    from rich.columns import Columns
    from rich.table import Table
    from rich.text import Text

    class FoldingTable(Table):
        def add_row(self, *cells: Any, **options: Any) -> None:  # noqa: ANN401 - as they come
            super().add_row(*cells, **options)
            for column in self.columns:
                column.overflow = "fold"

    class FoldingColumns(Columns):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as above
            super().__init__(*arguments, **options)
            for part in self.renderables:
                if isinstance(part, Text):
                    part.overflow = "fold"

    return {"Table": FoldingTable, "Columns": FoldingColumns}


class Told(_Told, TyperCommand):
    """A command whose help is in the reader's language."""


class ToldGroup(_Told, TyperGroup):
    """A group of commands whose help is in the reader's language."""
