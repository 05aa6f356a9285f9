"""Forms that draw forms that draw forms: a few bytes that PDFium would unfold until time or memory ends.

PDFium follows forms 40 levels down and keeps every object it meets, so two forms that draw each other twice make more
objects than any machine holds. What a page would unfold to is counted here before PDFium sees it.
"""

import io
import re
from collections.abc import Iterator

import pikepdf

from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason

_LEVELS = 40
# Drawings of forms on one page; the maps and plans seen have some hundreds.
_DRAWINGS_MAX = 50_000
_DO = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

_Id = tuple[int, int]
_Children = dict[_Id, list[_Id]]


def check_forms(source: SourceBytes) -> None:
    """Raises ReadError where a page of ``source`` draws more forms than any real page does.

    A file that qpdf cannot open passes: what is wrong with it is for PDFium to tell.
    """
    try:
        with pikepdf.open(io.BytesIO(source.data)) as document:
            for page in document.pages:
                if _drawings(page.obj, page.resources) > _DRAWINGS_MAX:
                    raise _bomb(source)
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        return


def _bomb(source: SourceBytes) -> ReadError:
    return ReadError(
        Reason.BOMB,
        f"Tệp PDF {source.name} chứa các khối hình vẽ gọi lẫn nhau không dứt nên không được đọc.",
        "Hãy xin lại tệp gốc từ đơn vị gửi, hoặc in lại tệp ra PDF rồi nạp lại.",
    )


def _drawings(page: pikepdf.Object, resources: pikepdf.Object) -> int:
    """How many drawings of forms PDFium makes of ``page``, about, and not above a little more than the limit."""
    children: _Children = {}
    top = list(_drawn(page.get("/Contents"), resources))
    waiting = dict(top)
    while waiting:
        key, form = waiting.popitem()
        inner = list(_drawn(form, form.get("/Resources", resources)))
        children[key] = [one for one, _ in inner]
        waiting.update((one, other) for one, other in inner if one not in children)
    counts = dict.fromkeys(children, 1)
    for _ in range(_LEVELS):
        counts = {key: min(1 + sum(counts[one] for one in inner), _DRAWINGS_MAX + 1) for key, inner in children.items()}
    return sum(counts[key] for key, _ in top)


def _drawn(content: pikepdf.Object | None, resources: pikepdf.Object) -> Iterator[tuple[_Id, pikepdf.Stream]]:
    """The forms that ``content`` (a stream or an array of them) draws, each as often as it does."""
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(named, pikepdf.Dictionary) or content is None:
        return
    forms = {
        name: form
        for name, form in named.items()
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == pikepdf.Name.Form
    }
    if not forms:
        return
    for stream in content if isinstance(content, pikepdf.Array) else (content,):
        if isinstance(stream, pikepdf.Stream):
            for match in _DO.finditer(stream.read_bytes()):
                form = forms.get("/" + _name(match.group(1)))
                if form is not None:
                    yield form.objgen, form


def _name(raw: bytes) -> str:
    return _ESCAPED.sub(lambda match: bytes.fromhex(match.group(1).decode()), raw).decode("utf-8", errors="replace")
