"""A daily crisis briefing in which every sentence shows where it comes from."""

__version__ = "0.1.0"
