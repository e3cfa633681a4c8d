"""Worked cases: facts in plain words, expected points, alternatives under one switch each."""

from generator.mechanism.scenario.case import Case, Outcome, read_case, run
from generator.mechanism.scenario.compare import Difference

__all__ = ["Case", "Difference", "Outcome", "read_case", "run"]
