"""The criteria sets shipped with the program."""
