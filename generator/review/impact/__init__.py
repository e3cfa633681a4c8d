"""The preview of a change: two states of the data on one day, and what lies between them."""

from generator.review.impact.model import Impact
from generator.review.impact.state import State
from generator.review.impact.whole import impact

__all__ = ["Impact", "State", "impact"]
