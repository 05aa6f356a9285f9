"""Which criterion a plan addresses, and how: passages, matching, statuses, the matrix of units and criteria."""
