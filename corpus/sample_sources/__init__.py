"""Where the five sample plans in ``corpus/samples`` come from: the layout, the script, the roster of the demonstration."""
