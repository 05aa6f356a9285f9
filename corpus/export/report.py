from pathlib import Path


def report_writer(template: Path | None):
    return None
