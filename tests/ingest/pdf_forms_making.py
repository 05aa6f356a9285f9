"""A plan printed in the forms that communes send: ``python -m tests.ingest.pdf_forms_making`` prints how far each says
what the text says."""

import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pipeline import extract
from ingest.pdf import read_pdf
from ingest.read import read
from ingest.source import SourceBytes
from schema.document import Document
from schema.plan import Plan
from tests.ingest.flat_making import Block, PlanParts, Sheet, flat, paragraph, printed
from tests.ingest.formats_making import Agreement, agreement, plain, plan_paragraphs

SERIF = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")

HEADER = Block(
    left=("ỦY BAN NHÂN DÂN", "XÃ PHÚ MỸ", "Số: 15/KH-UBND"),
    right=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Phú Mỹ, ngày 05 tháng 02 năm 2024"),
)
LONG_HEADER = Block(
    left=("BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH VÀ CHUYỂN ĐỔI SỐ XÃ PHÚ MỸ", "Số: 15/KH-BCĐ"),
    right=HEADER.right,
)
END = Block(
    left=("Nơi nhận:", "- Phòng Nội vụ huyện;", "- TT Đảng ủy, HĐND xã;", "- Các công chức chuyên môn;",
          "- Các thôn;", "- Lưu: VT."),
    right=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Nguyễn Văn Bình"),
)  # fmt: skip


def parts_of(path: Path) -> PlanParts:
    """The plan of a text file, under the header and over the end made here."""
    paragraphs = list(plan_paragraphs(path))
    first = paragraphs.index("KẾ HOẠCH")
    last = next((at for at, text in enumerate(paragraphs) if text.startswith("Nơi nhận")), len(paragraphs))
    return PlanParts(header=HEADER, body=paragraphs[first:last], end=END)


FOOTNOTES = (
    "Theo số liệu do Văn phòng - Thống kê tổng hợp.",
    "Bao gồm cả hồ sơ tiếp nhận qua dịch vụ bưu chính công ích và hồ sơ được chuyển từ kỳ trước sang, không tính hồ sơ "
    "mà công dân đã rút.",
    "Kết quả được công bố trên cổng thông tin.",
)
_EVERY = 4


def _has_footnote(text: str, number: int) -> bool:
    return len(text.split(" ")) >= 24 and not number % _EVERY


def _with_footnote(text: str, number: int) -> Sequence[str]:
    return (text, FOOTNOTES[number // _EVERY % 3]) if _has_footnote(text, number) else (text,)


def _footnoted(text: str, number: int) -> str:
    """Every fourth long paragraph with a footnote after its eighth word."""
    words = text.split(" ")
    if not _has_footnote(text, number):
        return escape(text)
    note = (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{paragraph(escape(FOOTNOTES[number // _EVERY % 3]), 'Footnote')}</text:note-body></text:note>"
    )
    return f"{escape(' '.join(words[:8]))}{note} {escape(' '.join(words[8:]))}"


def _symbol_bullets(text: str, _: int) -> str:
    if not text.startswith("- "):
        return escape(text)
    return f'<text:span text:style-name="Symbol">\uf0b7</text:span> {escape(text[2:])}'


def _wing_bullets(text: str, _: int) -> str:
    if not text.startswith("- "):
        return escape(text)
    return f'<text:span text:style-name="Wing">\uf0d8</text:span><text:tab/>{escape(text[2:])}'


def _soft_hyphens(text: str, _: int) -> str:
    """A soft hyphen before the last letter group of every longer word, as text copied from the web has."""
    words = [word[:3] + "\u00ad" + word[3:] if len(word) > 5 and word.isalpha() else word for word in text.split(" ")]
    return escape(" ".join(words))


def _hard_spaces(text: str, _: int) -> str:
    """Figures tied to their units, and two spaces after full stops."""
    return escape(text.replace(" %", "\u00a0%").replace(" ngày ", " ngày\u00a0")).replace(". ", '.<text:s text:c="2"/>')


def _number(before: str = "", after: str = "", style: str = "RunningMid") -> str:
    return f'<text:p text:style-name="{style}">{before}<text:page-number/>{after}</text:p>'


RUNNING_FOOT = (
    '<text:p text:style-name="Running">Kế hoạch cải cách hành chính năm 2024 - UBND xã Phú Mỹ</text:p>'
    '<text:p text:style-name="RunningRight">Trang <text:page-number/>/<text:page-count/></text:p>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The text of an e-signature. over: the line that it stands over, None for the top of page 1; right, up: how far from
    there (points) its first line stands."""

    lines: Sequence[str]
    over: str | None = None
    right: float
    up: float
    size: float = 8


_ORGANISATION = Stamp(
    lines=("Ký bởi: Ủy ban nhân dân xã Phú Mỹ", "Email: ubndxaphumy@example.gov.vn", "Cơ quan: Huyện An Lạc",
           "Thời gian ký: 05.02.2024 14:20:15 +07:00"),
    right=380, up=-14,
)  # fmt: skip
_SIGNER = Stamp(
    lines=("Người ký: Nguyễn Văn Bình", "Thời gian ký: 05/02/2024 14:18:02"),
    over="Nguyễn Văn Bình",
    right=0,
    up=30,
    size=7,
)
STAMPS = {
    "organisation and signer": (_ORGANISATION, _SIGNER),
    "in the header's row": (
        Stamp(lines=("Ký bởi: UBND xã Phú Mỹ", "Ngày ký: 05-02-2024 14:20:15 +07:00"), right=330, up=-62, size=7),
    ),
    "wrapped in a narrow frame": (
        Stamp(
            lines=("Người ký: Ủy ban nhân dân xã Phú", "Mỹ", "Email:", "ubndphumy@example.gov.vn",
                   "Cơ quan: Huyện An Lạc, Tỉnh An", "Giang", "Thời gian ký: 05.02.2024", "14:20:15 +07:00"),
            right=420, up=-12,
        ),
    ),
    "not verified by the program that shows it": (
        Stamp(
            lines=("Signature Not Verified", "Được ký bởi ỦY BAN NHÂN DÂN XÃ PHÚ MỸ", "Ngày ký: 05-02-2024 14:20:15 +07:00"),
            right=420, up=-12, size=7,
        ),
    ),
    "a copy": (Stamp(lines=("SAO Y; UBND HUYỆN AN LẠC; 06/02/2024 14:00:01",), right=420, up=-12, size=7),),
    "a name and the moment": (
        Stamp(lines=("ỦY BAN NHÂN DÂN XÃ PHÚ MỸ", "05.02.2024 14:20:15 +07:00"), right=420, up=-12, size=7),
    ),
    "in type as large as the recipients'": (
        replace(_SIGNER, lines=("Ký bởi: Nguyễn Văn Bình", "Thời gian ký: 05/02/2024 14:18"), right=-20, size=11),
    ),
    "of a viewer": (
        replace(_SIGNER, lines=("Signature Valid", "Ký bởi: Nguyễn Văn Bình", "Ký ngày: 05/02/2024 14:18:02"), up=40),
    ),
    "no colons": (
        replace(_SIGNER, lines=("Digitally signed by Nguyễn Văn Bình", "Date: 2024.02.05 14:18:02 +07'00'"), up=26),
    ),
    "says only that it is": (replace(_SIGNER, lines=("Đã ký số", "Thời gian: 05/02/2024 14:18:02"), right=-30, up=26),),
}  # fmt: skip


def stamped(data: bytes, stamps: Sequence[Stamp]) -> bytes:
    """The PDF with ``stamps`` over it."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    places = [_place(data, stamp.over) for stamp in stamps]
    with pikepdf.open(io.BytesIO(data)) as document:
        for stamp, (page, x, y) in zip(stamps, places, strict=True):
            lines = [
                (x + stamp.right, y + stamp.up - 1.2 * stamp.size * at, text, stamp.size)
                for at, text in enumerate(stamp.lines)
            ]
            _overlay(document.pages[page - 1], lines)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _place(data: bytes, text: str | None) -> tuple[int, float, float]:
    """Page and corner of the last block that holds ``text``; the upper left corner of page 1 without."""
    document = document_of(data)
    for block in reversed(document.blocks if text else ()):
        if str(text) in document.text[block.start : block.end] and block.bbox and block.page:
            return block.page, block.bbox.x0, block.bbox.y0
    return 1, 0.0, 842.0


def _overlay(page: pikepdf.Page, lines: Iterable[tuple[float, float, str, float]]) -> None:
    buffer = io.BytesIO()
    box = [float(value) for value in page.mediabox]  # type: ignore[union-attr, arg-type]
    canvas = Canvas(buffer, pagesize=(box[2], box[3]))
    for x, y, text, size in lines:
        canvas.setFont("Serif", size)
        canvas.drawString(x, y, text)
    canvas.save()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as stamp:
        page.add_overlay(stamp.pages[0])


RUNNING_HEAD = '<text:p text:style-name="Running">UBND xã Phú Mỹ</text:p>'
PAGE_NUMBER = _number()
SHEETS = (
    Sheet(name="decree", head=PAGE_NUMBER),
    Sheet(name="footnotes", decorate=_footnoted, said=_with_footnote, head=PAGE_NUMBER),
    Sheet(name="footnotes, A5", decorate=_footnoted, said=_with_footnote, size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.5), type_size=11),
    Sheet(name="running lines", head=RUNNING_HEAD, foot=RUNNING_FOOT),
    Sheet(name="running head first", first_head=True, foot=_number("Trang ", style="RunningRight"),
          head='<text:p text:style-name="RunningRight">Kế hoạch cải cách hành chính năm 2024</text:p>'),
    Sheet(name="Trang 3/12", foot=_number("Trang ", "/<text:page-count/>", "RunningRight")),
    Sheet(name="3 | Trang", foot=_number("", " | Trang", "RunningRight")),
    Sheet(name="- 3 -", foot=_number("- ", " -")),
    Sheet(name="symbol bullets", decorate=_symbol_bullets, foot=PAGE_NUMBER),
    Sheet(name="wing bullets", decorate=_wing_bullets, foot=PAGE_NUMBER),
    Sheet(name="soft hyphens", decorate=_soft_hyphens, foot=PAGE_NUMBER),
    Sheet(name="hard spaces", decorate=_hard_spaces),
    Sheet(name="A5", size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.8), type_size=11, foot=PAGE_NUMBER),
    Sheet(name="A5 in large type", size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.8), type_size=14, foot=PAGE_NUMBER),
    Sheet(name="Letter", size=(21.59, 27.94), head=PAGE_NUMBER, indent=1.0, spacing=0),
    Sheet(name="landscape", size=(29.7, 21.0), foot=PAGE_NUMBER),
    Sheet(name="ragged wide", align="start", pitch="150%", indent=0, spacing=0.3),
    Sheet(name="no space, no indent", indent=0, spacing=0),
    Sheet(name="long issuer", header=LONG_HEADER, header_widths=(0.38, 0.62)),
    *(Sheet(name=f"end {gap} cm lower", before_end=gap, foot=PAGE_NUMBER) for gap in range(2, 24, 3)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a printed plan compares with its text. header: the header's fields that differ."""

    agreement: Agreement
    header: tuple[str, ...]


_FIELDS = ("symbol", "place", "date", "issuer", "title", "signer", "signer_title", "recipients")


def compared(truth: Plan, found: Plan) -> Result:
    """How far ``found`` says what ``truth`` says."""
    wrong = [
        f"{name}: {_said(truth, name)} / {_said(found, name)}"
        for name in _FIELDS
        if plain(_said(truth, name)) != plain(_said(found, name))
    ]
    return Result(agreement=agreement(truth, found), header=tuple(wrong))


def _said(plan: Plan, name: str) -> str:
    if name == "recipients":
        return "; ".join(one.text for one in plan.header.recipients)
    found = getattr(plan.header, name)
    return str(found.value) if found else ""


def text_plan(plan: PlanParts, sheet: Sheet) -> Plan:
    """What the program makes of the text that the printed plan holds."""
    body = [one for number, text in enumerate(plan.body) for one in sheet.said(text, number)]
    plan = replace(plan, body=body, header=sheet.header or plan.header)
    return extract(read(SourceBytes(name="plan.txt", data="\n".join(plan.lines).encode())))


def document_of(data: bytes) -> Document:
    """The Document of a PDF."""
    return read_pdf(SourceBytes(name="plan.pdf", data=data))


def report(paths: Iterable[Path], sheets: Sequence[Sheet]) -> None:
    """Print what every plan loses in every form."""
    for path in paths:
        plan = parts_of(path)
        for sheet, data in zip(sheets, printed(*(flat(plan, sheet) for sheet in sheets)), strict=True):
            result = compared(text_plan(plan, sheet), extract(document_of(data)))
            tree = "same " if result.agreement.tree else "OTHER"
            print(f"{path.stem:18} {sheet.name:20} {tree} {min(result.agreement.f1.values()):6.3f}", flush=True)
            for mark, ones in (("-", result.agreement.missing), ("+", result.agreement.extra), ("!", result.header)):
                for one in ones[:5]:
                    print(f"      {mark} {one[:170]}")


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
    names = sys.argv[1:]
    report(sorted(folder.glob("*.txt")), [sheet for sheet in SHEETS if not names or sheet.name in names])
