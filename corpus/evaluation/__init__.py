"""Measuring the extraction against gold annotations: precision, recall and F1 per kind, and every miss by name."""
