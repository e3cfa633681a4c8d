"""What papers count: rows of the day, sums in plain Python, statistics by pandas."""

from generator.outputs.tables.districts import Summary, summary
from generator.outputs.tables.figures import Figures, by, figures
from generator.outputs.tables.months import Months, months
from generator.outputs.tables.projects import ProjectRow, cut_off, rows

__all__ = [
    "Figures",
    "Months",
    "ProjectRow",
    "Summary",
    "by",
    "cut_off",
    "figures",
    "months",
    "rows",
    "summary",
]
