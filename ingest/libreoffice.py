"""LibreOffice as a converter of files: one profile a call, a time limit, output checked."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.programs import run_program
from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

PROGRAMS = ("soffice", "libreoffice")
CONVERT_SECONDS = 120.0
_OUTPUT_BYTES_MAX = 200_000_000
_XLSX_FILTER = "xlsx:Calc MS Excel 2007 XML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """One file in a folder of its own, to be converted into one form or several."""

    name: str
    instead: str
    _program: str
    _work: Path
    _given: Path

    @classmethod
    @contextmanager
    def of(cls, source: SourceBytes, suffix: str, *, package: str, instead: str) -> Iterator["Conversion"]:
        """The conversion of ``source``, which LibreOffice takes for a file with ``suffix``.

        package: what to install where it is missing; instead: the format in which a person may save the file. Raises
        ReadError where LibreOffice is missing.
        """
        program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        if program is None:
            raise ReadError(
                Reason.TOOL_MISSING,
                f"Chưa cài LibreOffice nên không đọc được tệp {source.name}.",
                f"Hãy chạy: sudo apt install {package} — hoặc lưu tệp thành {instead} rồi nạp lại.",
            )
        with tempfile.TemporaryDirectory(prefix="kehoach-office-", ignore_cleanup_errors=True) as folder:
            work = Path(folder)
            given = work / f"input{suffix}"
            given.write_bytes(source.data)
            yield cls(name=source.name, instead=instead, _program=program, _work=work, _given=given)

    def made(self, target: str) -> bytes | None:
        """The bytes that LibreOffice writes with the filter ``target`` ("docx:..."); None for nothing, or far too much.

        Raises ReadError where it takes too long.
        """
        self._run(target)
        path = self._work / "out" / f"input.{target.partition(':')[0]}"
        if not path.is_file() or not 0 < path.stat().st_size <= _OUTPUT_BYTES_MAX:
            return None
        return path.read_bytes()

    def _run(self, target: str) -> None:
        command = [
            self._program,
            f"-env:UserInstallation={(self._work / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            target,
            "--outdir",
            str(self._work / "out"),
            str(self._given),
        ]
        environment = {"HOME": str(self._work), "SAL_USE_VCLPLUGIN": "svp"}
        try:
            run_program(command, seconds=CONVERT_SECONDS, environment=environment, folder=self._work)
        except subprocess.TimeoutExpired as error:
            raise ReadError(
                Reason.TIMEOUT,
                f"LibreOffice không chuyển xong tệp {self.name} trong {CONVERT_SECONDS:.0f} giây.",
                f"Hãy mở tệp bằng Microsoft Office hoặc LibreOffice, lưu lại thành {self.instead} rồi nạp lại.",
            ) from error


def to_xlsx(source: SourceBytes, suffix: str) -> bytes | None:
    """The spreadsheet (".xls", ".ods", ".xml") as XLSX; None where LibreOffice makes none of it. Raises ReadError."""
    with Conversion.of(source, suffix, package="libreoffice-calc", instead="XLSX") as conversion:
        data = conversion.made(_XLSX_FILTER)
    return data if data is not None and data.startswith(b"PK") else None
