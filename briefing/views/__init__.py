"""Editions as trees of allowed tags: pure functions that the dashboard, the HTML page and the mail print alike."""
