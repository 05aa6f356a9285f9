"""The commands; importing this package registers all of them on ``app.cli.app``."""

from app.commands import (
    compare,
    coverage,
    criteria,
    doctor,
    evaluate,
    export,
    extract,
    feedback,
    import_,
    plans,
    review,
    scores,
    search,
    units,
)

__all__ = [
    "compare",
    "coverage",
    "criteria",
    "doctor",
    "evaluate",
    "export",
    "extract",
    "feedback",
    "import_",
    "plans",
    "review",
    "scores",
    "search",
    "units",
]
