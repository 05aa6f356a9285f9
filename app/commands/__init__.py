"""The commands; importing this package registers all of them on ``app.cli.app``."""

from app.commands import coverage, criteria, doctor, evaluate, extract, import_, plans, units

__all__ = ["coverage", "criteria", "doctor", "evaluate", "extract", "import_", "plans", "units"]
