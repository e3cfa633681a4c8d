"""Worked cases: facts in plain words, expected points, alternatives under one switch each."""

from generator.mechanism.scenario.case import Outcome, run
from generator.mechanism.scenario.shape import Difference

__all__ = ["Difference", "Outcome", "run"]
