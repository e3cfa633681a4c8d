"""A workbook opened through parts that are counted: its sheets, texts and formats, nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl.reader.excel import ExcelReader
from openpyxl.reader.strings import read_string_table
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from generator.intake.parts import TEXTS, Parts

if TYPE_CHECKING:
    from typing import Any


def opened(data: bytes) -> Any:  # noqa: ANN401 - a workbook that is only read
    """Open a workbook for its results; charts that stand among its sheets are no sheets."""
    reader = _Reader(data)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    reader.read_worksheets()
    return reader.wb


class _Reader(ExcelReader):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        self.archive: Any = Parts(data)

    def read_strings(self) -> None:
        """Read the texts that cells share."""
        if part := self.package.find(SHARED_STRINGS):  # type: ignore[no-untyped-call]
            with self.archive.open(part.PartName[1:], limits=TEXTS) as source:
                self.shared_strings = read_string_table(source)

    def read_chartsheet(self, *_: object) -> None:
        """Leave out a chart."""
