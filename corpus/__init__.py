"""Many plans: import runs, coverage, comparison, search, export, evaluation."""
