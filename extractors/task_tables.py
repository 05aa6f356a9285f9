"""Task tables (interim)."""
from extractors.reading import Reading
from schema.plan import Assignment


def task_rows(reading: Reading) -> tuple[object, ...]:
    """Interim."""
    return ()


def table_assignments(reading: Reading, rows: tuple[object, ...]) -> tuple[Assignment, ...]:
    """Interim."""
    return ()
