"""Files as LibreOffice writes them, for the tests."""

import subprocess
import tempfile
from pathlib import Path

from tests.ingest.pdf_making import SOFFICE


def converted(data: bytes, suffix: str, target: str) -> bytes:
    """``data``, a file with ``suffix``, as LibreOffice writes it with the filter ``target`` ("doc:MS Word 97", "pdf")."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{suffix}"
        path.write_bytes(data)
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
             "--outdir", f"{folder}/out", str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (Path(folder) / "out" / f"made.{target.partition(':')[0]}").read_bytes()
