"""Criteria sets, rosters and score sheets from the files in which people keep them."""
