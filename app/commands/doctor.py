"""``kehoach doctor``: what this machine has, and what to install for what is missing."""

import shutil
import subprocess
import sys
from dataclasses import dataclass

from app.cli import app
from app.console import EXIT_DATABASE, EXIT_DONE, answers, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command

SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the program can use. detail: its version, or what its absence means."""

    name: str
    present: bool
    detail: str
    install: str | None


@app.command("doctor", cls=Command)
def doctor_command(db: Database = DEFAULT_DATABASE, as_json: Json = False) -> int:
    """Kiểm tra máy này có gì (Tesseract, LibreOffice, cơ sở dữ liệu) và cần cài thêm gì."""
    findings = [_tesseract(), _vietnamese_ocr(), _libreoffice(), _database(db)]
    if as_json:
        print_json(
            [
                {"name": item.name, "present": item.present, "detail": item.detail, "install": item.install}
                for item in findings
            ]
        )
    else:
        console = answers()
        for item in findings:
            console.print(f"{'✓' if item.present else '✗'} {item.name}: {item.detail}")
            if item.install:
                console.print(f"    Cài đặt: {item.install}")
    return EXIT_DONE if findings[-1].present else EXIT_DATABASE


def _output(command: list[str]) -> str | None:
    """What ``command`` prints; None where it is absent or fails."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or done.stderr) if done.returncode == 0 else None


def _install(debian: str, windows: str) -> str:
    return windows if sys.platform == "win32" else f"sudo apt install {debian}"


def _tesseract() -> Finding:
    version = _output(["tesseract", "--version"])
    if version:
        return Finding(name="Tesseract", present=True, detail=version.splitlines()[0], install=None)
    return Finding(
        name="Tesseract",
        present=False,
        detail="chưa có; tệp quét (scan) sẽ được báo cần nhận dạng chữ (needs_ocr)",
        install=_install("tesseract-ocr tesseract-ocr-vie", "winget install UB-Mannheim.TesseractOCR"),
    )


def _vietnamese_ocr() -> Finding:
    languages = _output(["tesseract", "--list-langs"]) or ""
    present = "vie" in languages.split()
    return Finding(
        name="Dữ liệu tiếng Việt của Tesseract (vie)",
        present=present,
        detail="có" if present else "chưa có; không nhận dạng được chữ tiếng Việt",
        install=None
        if present
        else _install("tesseract-ocr-vie", "chạy lại trình cài Tesseract và chọn ngôn ngữ Vietnamese"),
    )


def _libreoffice() -> Finding:
    from ingest.libreoffice import PROGRAMS

    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    version = _output([program, "--version"]) if program else None
    if program:
        return Finding(name="LibreOffice", present=True, detail=(version or program).strip(), install=None)
    return Finding(
        name="LibreOffice",
        present=False,
        detail="chưa có; không đọc được tệp .doc, .odt, .rtf, .xls, .ods",
        install=_install("libreoffice-writer libreoffice-calc", "winget install TheDocumentFoundation.LibreOffice"),
    )


def _database(url: str) -> Finding:
    from schema.store import Store, StoreError
    from schema.store_open import is_missing

    try:
        if is_missing(url):
            detail = "chưa có tệp dữ liệu; lần nạp đầu tiên (kehoach import) sẽ tạo"
            return Finding(name="Cơ sở dữ liệu", present=True, detail=detail, install=None)
        with Store.open(url) as store:
            plans = len(store.plans())
    except StoreError as error:
        return Finding(name="Cơ sở dữ liệu", present=False, detail=str(error), install=None)
    return Finding(name="Cơ sở dữ liệu", present=True, detail=f"dùng được, đang có {plans} kế hoạch", install=None)
