"""Statistics of answers and counts: how sure a figure is."""

from wholesystem.statistics.intervals import PercentInterval, proportion_interval

__all__ = ["PercentInterval", "proportion_interval"]
