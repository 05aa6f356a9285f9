"""Document to Plan: knows plans, knows nothing of files or tables."""
