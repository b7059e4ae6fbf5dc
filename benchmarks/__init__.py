"""Measurements: speed as ratios and shares, quality against pinned floors, pictures of the pages."""
