"""The commands; importing this package registers all of them on ``app.cli.app``."""

from app.commands import coverage, criteria, doctor, evaluate, export, extract, import_, plans, search, units

__all__ = ["coverage", "criteria", "doctor", "evaluate", "export", "extract", "import_", "plans", "search", "units"]
