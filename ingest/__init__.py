"""Bytes to Document: knows formats, knows nothing of plans."""
