"""Where the five sample plans in ``corpus/samples`` come from: layout, script, and the roster of the demonstration."""
