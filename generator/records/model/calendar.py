"""Rest days and make-up working days of one year, from the State Council's notice (D17)."""

from pydantic import Field
from pydantic.config import JsonDict

from generator.records.model.types import Day, Flag, Line, Record, Year

ONCE: JsonDict = {"uniqueItems": True}


class CalendarYear(Record):
    """One year's working-day calendar; `tentative` until the notice is out."""

    year: Year = Field(title="年份", description="与文件名相同")
    source: Line = Field(title="依据", description="国务院办公厅通知的文号或网址")
    tentative: Flag = Field(default=False, title="暂定", description="通知尚未公布时写“是”")
    rest_days: tuple[Day, ...] = Field(
        title="放假日", description="通知列出的每一天，含假期中的周末", json_schema_extra=ONCE
    )
    makeup_workdays: tuple[Day, ...] = Field(default=(), title="调休上班日", json_schema_extra=ONCE)
