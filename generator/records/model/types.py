"""Scalar types of the records: text that matches in full, ASCII digits only, then a value."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from generator.records import calendar

FIRST_YEAR, LAST_YEAR = 1990, 2100
ID = r"[A-Z0-9]+(-[A-Z0-9]+)*"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
WEEK = r"[0-9]{4}-W[0-9]{2}"
MONTH = r"[0-9]{4}-[0-9]{2}"
QUARTER = r"[0-9]{4}Q[1-4]"
MONEY = r"(0|[1-9][0-9]{0,9})(\.[0-9]{1,4})?"
POINTS = r"-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,4})?"
COUNT = r"0|[1-9][0-9]{0,3}"
POSITIVE = r"[1-9][0-9]{0,3}"
YEAR = r"(199[0-9]|20[0-9]{2}|2100)"
PERIOD = rf"{YEAR}(-(0[1-9]|1[0-2])|Q[1-4])?"
REAL_DAY = (
    rf"{YEAR}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    r"|(199[26]|20([02468][048]|[13579][26]))-02-29"
)
REAL_WEEK = rf"{YEAR}-W(0[1-9]|[1-4][0-9]|5[0-3])"
REAL_MONTH = rf"{YEAR}-(0[1-9]|1[0-2])"
REAL_QUARTER = rf"{YEAR}Q[1-4]"
"""What a schema says of the above, as far as a pattern can tell."""
SHA256 = r"[0-9a-f]{64}"
COMMIT = r"[0-9a-f]{40}"
MARKS = "@marks"


def _wrong(kind: str) -> PydanticCustomError:
    """Name the kind of scalar that was expected; the words are chosen by the decoder."""
    return PydanticCustomError("guatu", "{kind}", {"kind": kind})


def _typed(kind: str, pattern: str, read: Any, write: Any = str, real: str = "") -> Any:  # noqa: ANN401 - a type factory
    full = re.compile(pattern)

    def check(value: object) -> object:
        if not isinstance(value, str):
            if isinstance(value, (dict, list)):
                raise _wrong(kind)
            return value
        if full.fullmatch(value) is None:
            raise _wrong(kind)
        try:
            typed = read(value)
        except ValueError:
            raise _wrong(kind + "_value") from None
        year = getattr(typed, "year", None)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise _wrong("year")
        return typed

    return (
        PlainValidator(check),
        PlainSerializer(write, return_type=str),
        WithJsonSchema({"type": "string", "pattern": f"^({real or pattern})$"}),
    )


Day = Annotated[date, *_typed("day", DAY, calendar.day, real=REAL_DAY)]
Week = Annotated[calendar.Week, *_typed("week", WEEK, calendar.Week.parse, real=REAL_WEEK)]
Month = Annotated[calendar.Month, *_typed("month", MONTH, calendar.Month.parse, real=REAL_MONTH)]
Quarter = Annotated[calendar.Quarter, *_typed("quarter", QUARTER, calendar.Quarter.parse, real=REAL_QUARTER)]
Money = Annotated[Decimal, *_typed("money", MONEY, Decimal)]
Factor = Annotated[Decimal, *_typed("factor", MONEY, Decimal)]
Points = Annotated[Decimal, *_typed("points", POINTS, Decimal)]
Count = Annotated[int, *_typed("count", COUNT, int)]
Positive = Annotated[int, *_typed("positive", POSITIVE, int)]
Year = Annotated[int, *_typed("year", YEAR, int)]
Flag = Annotated[bool, *_typed("flag", "是|否", "是".__eq__, lambda flag: "是" if flag else "否")]

Id = Annotated[str, *_typed("id", ID, str)]
Sha256 = Annotated[str, *_typed("sha256", SHA256, str)]
Commit = Annotated[str, *_typed("commit", COMMIT, str)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

Step = Literal[
    "征收拆迁",
    "土地农转",
    "土地红线及设计条件",
    "土地招拍挂",
    "签订土地出让合同",
    "规划设计方案审核",
    "七通一平",
    "核准备案",
    "环评",
    "用地规划许可证",
    "工程规划许可证",
    "施工许可证",
]
Level = Literal["责任单位", "分管负责人", "主要负责人专题会", "主任办公会", "市级"]


class Part(BaseModel):
    """A mapping inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Record(Part):
    """One file. `path` is POSIX below the root; `marks` gives lines of keys and list entries at the top."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=False)

    marks: SkipJsonSchema[Mapping[str, int]] = Field(default={}, alias=MARKS, exclude=True, repr=False)
    path: SkipJsonSchema[str] = Field(default="", alias="@path", exclude=True, repr=False)

    def at(self, *keys: str) -> str:
        """Cite this file as evidence, `path:line`, at the first key it has (the top otherwise)."""
        for key in keys:
            if key in self.marks:
                return f"{self.path}:{self.marks[key]}"
        return f"{self.path}:1"
