"""Plans side by side: on one criterion, two units whole, one unit over the years, against the superior's plan, and who
copied whom."""
