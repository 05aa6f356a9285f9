"""PDFs that only wrap something else say so; files attached to a plan are told of."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from ingest.pdf import read_pdf
from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason
from tests.ingest.test_pdf import drawn

STAND_IN = [(72, 700, "Please wait... If this message is not eventually replaced, your viewer cannot show it.", 12)]
PLAN = [(72, 700 - 17 * row, "Thuc hien ke hoach cai cach hanh chinh cua xa", 12) for row in range(30)]


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["ke-hoach.docx"] = pikepdf.AttachedFileSpec(document, b"PK")


def make_form(document: pikepdf.Pdf) -> None:
    form = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array())
    document.Root.AcroForm = document.make_indirect(form)


def changed(page: list[tuple[float, float, str, float]], change: Callable[[pikepdf.Pdf], None]) -> SourceBytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn([page]))) as document:
        change(document)
        document.save(buffer)
    return SourceBytes(name="a.pdf", data=buffer.getvalue())


@pytest.mark.parametrize(("change", "kind"), [(attach, "portfolio"), (make_form, "XFA")])
def test_a_page_that_stands_in_for_something_else(change: Callable[[pikepdf.Pdf], None], kind: str) -> None:
    with pytest.raises(ReadError) as error:
        read_pdf(changed(STAND_IN, change))
    assert error.value.reason is Reason.UNSUPPORTED_FORMAT
    assert "a.pdf" in str(error.value) and kind in str(error.value) and error.value.next_step


@pytest.mark.parametrize("change", [attach, make_form])
def test_a_plan_is_read_whatever_it_carries(change: Callable[[pikepdf.Pdf], None]) -> None:
    document = read_pdf(changed(PLAN, change))
    assert "ke hoach" in document.text
    assert ("attached_files" in [note.code for note in document.source.notes]) is (change is attach)
