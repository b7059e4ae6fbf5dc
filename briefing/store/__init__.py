"""The archive: what was read and found (a database), and what was published (one JSON file a day)."""
