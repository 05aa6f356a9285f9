"""Speed and memory, measured: ``make bench`` runs every benchmark and prints its figures."""
