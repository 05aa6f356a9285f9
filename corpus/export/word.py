"""Filling in Word templates: what comes from a plan is text and nothing else, the same data give the same bytes."""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from corpus.export.files import make_steady
from corpus.export.plain import one_line
from schema.errors import KehoachError

FOLDER = Path(__file__).resolve().parent / "templates"
_HINT = "Lấy lại mẫu gốc hoặc sửa chỗ đó trong Word rồi chạy lại."


def fill(template: Path, values: Mapping[str, Any], out: Path, stamp: datetime) -> None:
    """Write ``template`` with ``values`` in it to ``out``. Raises KehoachError where the template cannot be used."""
    try:
        document = DocxTemplate(str(template))
        environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        document.render(plain(values), jinja_env=environment, autoescape=True)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise KehoachError(f"“{template}” không phải là mẫu Word (.docx) đọc được.", "Chọn tệp mẫu khác.") from error
    except TemplateError as error:
        raise KehoachError(f"Mẫu “{template}” có chỗ không hợp lệ: {one_line(str(error))}.", _HINT) from error
    properties = document.docx.core_properties
    properties.created = properties.modified = stamp
    properties.last_modified_by = "kehoach"
    document.save(str(out))
    make_steady(out)


def plain(value: Any) -> Any:
    """``value`` with every text in it cleaned: docxtpl makes page breaks and tabs of control characters."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
