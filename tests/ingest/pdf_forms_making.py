"""A plan printed in the forms that communes send, by LibreOffice from flat OpenDocument:
``python -m tests.ingest.pdf_forms_making`` prints how far each says what the text says."""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
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
from tests.ingest.formats_making import Agreement, agreement, plain, plan_paragraphs
from tests.ingest.pdf_making import FONT, SOFFICE

SERIF = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
_NAMES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in _NAMES.items()
)
Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What stands left and right of each other: the header, or the recipients and the signature."""

    left: Sequence[str]
    right: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanParts:
    """A plan as its header, its body and its end."""

    header: Block
    body: Sequence[str]
    end: Block

    @property
    def lines(self) -> list[str]:
        """All of it in reading order."""
        return [*self.header.left, *self.header.right, *self.body, *self.end.left, *self.end.right]


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


Decorate = Callable[[str, int], str]


def _plain(text: str, _: int) -> str:
    return escape(text)


def _alone(text: str, _: int) -> Sequence[str]:
    return (text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How a plan is set: lengths in cm, sizes in points.

    head, foot: the XML of the running lines. decorate: the XML of a body paragraph, from its text and number; said: what a
    reader of it says, paragraph by paragraph.
    before_end: empty space over the recipients.
    """

    name: str
    size: tuple[float, float] = (21.0, 29.7)
    margins: tuple[float, float, float, float] = (2.0, 1.5, 2.0, 3.0)
    type_size: float = 14
    head: str = ""
    foot: str = ""
    first_head: bool = False
    align: str = "justify"
    indent: float = 1.27
    spacing: float = 0.21
    pitch: str = "100%"
    decorate: Decorate = _plain
    said: Callable[[str, int], Sequence[str]] = _alone
    before_end: float = 0.3
    may_split: bool = True
    header_widths: tuple[float, float] = (0.4, 0.6)
    annex: str = ""
    finish: Callable[[bytes], bytes] = field(default=lambda data: data)


def _style(name: str, *, align: str = "start", size: float = 13, bold: bool = False, extra: str = "") -> str:
    weight = ' fo:font-weight="bold"' if bold else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
        f'{extra}/><style:text-properties style:font-name="{FONT}" fo:font-size="{size}pt"{weight}/></style:style>'
    )


def _layout(name: str, size: tuple[float, float], margins: tuple[float, float, float, float], *, lines: bool) -> str:
    top, right, bottom, left = margins
    way = "landscape" if size[0] > size[1] else "portrait"
    lined = "".join(
        f'<style:{part}-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-{side}="0.3cm"/>'
        f"</style:{part}-style>"
        for part, side in (("header", "bottom"), ("footer", "top"))
    )
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{size[0]}cm" '
        f'fo:page-height="{size[1]}cm" style:print-orientation="{way}" fo:margin-top="{top}cm" '
        f'fo:margin-right="{right}cm" fo:margin-bottom="{bottom}cm" fo:margin-left="{left}cm"/>'
        f"{lined if lines else ''}</style:page-layout>"
    )


def _running(sheet: Sheet) -> str:
    first = "" if sheet.first_head else "<style:header-first><text:p/></style:header-first>"
    head = f"<style:header>{sheet.head}</style:header>{first}" if sheet.head else ""
    foot = f"<style:footer>{sheet.foot}</style:footer>" if sheet.foot else ""
    return head + foot


def _paragraph(xml: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{xml}</text:p>'


def _side_by_side(block: Block, sheet: Sheet, name: str, styles: tuple[str, str], widths: tuple[float, float]) -> str:
    cells = "".join(
        '<table:table-cell table:style-name="Bare">'
        + "".join(_paragraph(escape(line), style) for line in lines)
        + "</table:table-cell>"
        for lines, style in ((block.left, styles[0]), (block.right, styles[1]))
    )
    columns = "".join(f'<table:table-column table:style-name="{name}.{at}"/>' for at in range(len(widths)))
    return f'<table:table table:name="{name}" table:style-name="{name}">{columns}<table:table-row table:style-name="Split">{cells}</table:table-row></table:table>'


def table_styles(name: str, widths: Sequence[float]) -> str:
    """The styles of a table of columns with these widths (cm)."""
    columns = "".join(
        f'<style:style style:name="{name}.{at}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}cm"/></style:style>'
        for at, width in enumerate(widths)
    )
    return (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{sum(widths)}cm" '
        f'table:align="left" fo:margin-top="0cm" fo:margin-bottom="0cm"/></style:style>{columns}'
    )


def flat(plan: PlanParts, sheet: Sheet) -> str:
    """The plan as flat OpenDocument, set as ``sheet`` says."""
    wide = sheet.size[0] - sheet.margins[1] - sheet.margins[3]
    header = [share * wide for share in sheet.header_widths]
    end = [0.5 * wide, 0.5 * wide]
    split = "" if sheet.may_split else ' fo:keep-together="always"'
    text_extra = (
        f'fo:text-indent="{sheet.indent}cm" fo:margin-top="{sheet.spacing / 2}cm" '
        f'fo:margin-bottom="{sheet.spacing / 2}cm" fo:line-height="{sheet.pitch}" fo:orphans="1" fo:widows="1"'
    )
    small = sheet.type_size - 1
    styles = (
        _style("Body", align=sheet.align, size=sheet.type_size, extra=text_extra)
        + _style("BodyBold", align=sheet.align, size=sheet.type_size, bold=True, extra=text_extra)
        + _style("Title", align="center", size=sheet.type_size, bold=True)
        + _style("Mid", align="center", size=small)
        + _style("MidBold", align="center", size=small, bold=True)
        + _style("Small", size=sheet.type_size - 3)
        + _style("Gap", extra=f'fo:margin-top="{sheet.before_end}cm"', size=2)
        + _style("Running", size=10)
        + _style("RunningMid", size=13, align="center")
        + _style("RunningRight", size=10, align="end")
        + _style("Footnote", size=10)
        + _style("Annex", align="center", size=13, bold=True, extra='fo:break-before="page"')
        + '<style:style style:name="AnnexWide" style:family="paragraph" style:master-page-name="Wide">'
        f'<style:paragraph-properties fo:text-align="center"/><style:text-properties style:font-name="{FONT}" '
        'fo:font-size="13pt" fo:font-weight="bold"/></style:style>'
        + _style("Cell", size=12)
        + '<style:style style:name="Symbol" style:family="text"><style:text-properties style:font-name="Symbol"/>'
        '</style:style><style:style style:name="Wing" style:family="text"><style:text-properties '
        'style:font-name="Wingdings"/></style:style>'
        '<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
        '<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties fo:padding="0.05cm" '
        'fo:border="none"/></style:style>'
        '<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" '
        'fo:border="0.5pt solid #000000"/></style:style>'
        f'<style:style style:name="Split" style:family="table-row"><style:table-row-properties{split}/></style:style>'
        '<style:style style:name="Whole" style:family="table-row"><style:table-row-properties '
        'fo:keep-together="always"/></style:style>'
        + table_styles("Header", header)
        + table_styles("End", end)
    )
    fonts = f'<style:font-face style:name="{FONT}" svg:font-family="\'{FONT}\'"/>' + "".join(
        f'<style:font-face style:name="{name}" svg:font-family="{name}" style:font-charset="x-symbol"/>'
        for name in ("Symbol", "Wingdings")
    )
    lines = bool(sheet.head or sheet.foot)
    landscape = (29.7, 21.0)
    masters = (
        f'<style:master-page style:name="Standard" style:page-layout-name="Tall">{_running(sheet)}</style:master-page>'
        f'<style:master-page style:name="Wide" style:page-layout-name="Wide">{_running(sheet)}</style:master-page>'
    )
    title = plan.body.index("KẾ HOẠCH")
    body = [_side_by_side(plan.header, sheet, "Header", ("MidBold", "MidBold"), sheet.header_widths)]
    headed = False
    for number, text in enumerate(plan.body):
        headed = headed or text[:3] in ("I. ", "Căn", "Thự") or len(text) > 130 or number > title + 3
        style = "Body" if headed else "Title"
        if headed and len(text) < 70 and text[:1] in "IVX123456789PA" and not text.endswith(";"):
            style = "BodyBold"
        body.append(_paragraph(sheet.decorate(text, number) if headed else escape(text), style))
    body.append(_paragraph("", "Gap"))
    body.append(_side_by_side(plan.end, sheet, "End", ("Small", "MidBold"), (0.5, 0.5)))
    body.append(sheet.annex)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{fonts}</office:font-face-decls><office:automatic-styles>"
        f"{_layout('Tall', sheet.size, sheet.margins, lines=lines)}{_layout('Wide', landscape, (1.5, 1.5, 1.5, 2.0), lines=lines)}"
        f"{styles}{ANNEX_STYLES}</office:automatic-styles><office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def printed(*documents: str) -> list[bytes]:
    """Flat OpenDocument texts as LibreOffice prints them, all in one run of it."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:04}.fodt" for number in range(len(documents))]
        for path, document in zip(paths, documents, strict=True):
            path.write_text(document, encoding="utf-8")
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, *map(str, paths)],
            check=True, capture_output=True, timeout=60 + 20 * len(paths),
        )  # fmt: skip
        return [path.with_suffix(".pdf").read_bytes() for path in paths]


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
        f'<text:note-body>{_paragraph(escape(FOOTNOTES[number // _EVERY % 3]), "Footnote")}</text:note-body></text:note>'
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
    return escape(text.replace(" %", "\u00a0%").replace(" ngày ", " ngày\u00a0")).replace(
        ". ", '.<text:s text:c="2"/>'
    )


def _number(before: str = "", after: str = "", style: str = "RunningMid") -> str:
    return f'<text:p text:style-name="{style}">{before}<text:page-number/>{after}</text:p>'


_RULED_FOOT = (
    '<text:p text:style-name="Running">Kế hoạch cải cách hành chính năm 2024 - UBND xã Phú Mỹ</text:p>'
    '<text:p text:style-name="RunningRight">Trang <text:page-number/>/<text:page-count/></text:p>'
)
STAMP = (
    "Ký bởi: Ủy ban nhân dân xã Phú Mỹ",
    "Email: ubndxaphumy@example.gov.vn",
    "Cơ quan: Huyện An Lạc",
    "Thời gian ký: 05.02.2024 14:20:15 +07:00",
)
SIGNER_STAMP = ("Người ký: Nguyễn Văn Bình", "Thời gian ký: 05/02/2024 14:18:02")


def stamped(data: bytes) -> bytes:
    """The PDF with the organisation's stamp at the top right of page 1 and the signer's over the signature."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    with pikepdf.open(io.BytesIO(data)) as document:
        name = _place(data, "Nguyễn Văn Bình")
        _overlay(document.pages[0], [(380.0, 828.0 - 9.5 * at, text, 8.0) for at, text in enumerate(STAMP)])
        if name is not None:
            page, x, y = name
            _overlay(document.pages[page - 1], [(x, y + 30 - 8 * at, text, 7.0) for at, text in enumerate(SIGNER_STAMP)])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _place(data: bytes, text: str) -> tuple[int, float, float] | None:
    document = read_pdf(SourceBytes(name="plan.pdf", data=data))
    for block in reversed(document.blocks):
        if text in document.text[block.start : block.end] and block.bbox and block.page:
            return block.page, block.bbox.x0, block.bbox.y0
    return None


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


def annex_table(rows: Sequence[Row], *, name: str = "Annex", repeat: bool = True, split: bool = True) -> str:
    """A ruled table of text cells; "<" means part of the cell to the left, "^" of the cell above."""
    columns = "".join(f'<table:table-column table:style-name="{name}.{at}"/>' for at in range(len(rows[0])))
    lines = [_table_row(rows, at, split=split) for at in range(len(rows))]
    head = f"<table:table-header-rows>{lines[0]}</table:table-header-rows>" if repeat else lines[0]
    return f'<table:table table:name="{name}" table:style-name="{name}">{columns}{head}{"".join(lines[1:])}</table:table>'


def _table_row(rows: Sequence[Row], at: int, *, split: bool) -> str:
    cells = []
    for column, text in enumerate(rows[at]):
        if text in ("<", "^"):
            cells.append("<table:covered-table-cell/>")
            continue
        across = 1
        while column + across < len(rows[at]) and rows[at][column + across] == "<":
            across += 1
        down = 1
        while at + down < len(rows) and rows[at + down][column] == "^":
            down += 1
        cells.append(
            f'<table:table-cell table:style-name="Ruled" table:number-columns-spanned="{across}" '
            f'table:number-rows-spanned="{down}">{_paragraph(escape(text), "Cell")}</table:table-cell>'
        )
    return f'<table:table-row table:style-name="{"Split" if split else "Whole"}">{"".join(cells)}</table:table-row>'


ANNEX_STYLES = (
    table_styles("Annex", (1.4, 10.0, 4.5, 4.5, 4.5))
    + table_styles("Second", (1.4, 10.0, 4.5, 4.5, 4.5))
    + table_styles("Narrow", (1.2, 6.3, 3.0, 3.0, 3.0))
)

SHEETS = (
    Sheet(name="decree", head=_number()),
    Sheet(name="footnotes", decorate=_footnoted, said=_with_footnote, head=_number()),
    Sheet(name="footnotes small A5", decorate=_footnoted, said=_with_footnote, size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.5), type_size=11),
    Sheet(name="running lines", head='<text:p text:style-name="Running">UBND xã Phú Mỹ</text:p>', foot=_RULED_FOOT),
    Sheet(name="running head first", first_head=True, foot=_number("Trang ", style="RunningRight"),
          head='<text:p text:style-name="RunningRight">Kế hoạch cải cách hành chính năm 2024</text:p>'),
    Sheet(name="Trang 3/12", foot=_number("Trang ", "/<text:page-count/>", "RunningRight")),
    Sheet(name="3 | Trang", foot=_number("", " | Trang", "RunningRight")),
    Sheet(name="- 3 -", foot=_number("- ", " -")),
    Sheet(name="e-signed", head=_number(), finish=stamped),
    Sheet(name="symbol bullets", decorate=_symbol_bullets, foot=_number()),
    Sheet(name="wing bullets", decorate=_wing_bullets, foot=_number()),
    Sheet(name="soft hyphens", decorate=_soft_hyphens, foot=_number()),
    Sheet(name="hard spaces", decorate=_hard_spaces),
    Sheet(name="A5", size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.8), type_size=11, foot=_number()),
    Sheet(name="A5 large type", size=(14.8, 21.0), margins=(1.5, 1.2, 1.5, 1.8), type_size=14, foot=_number()),
    Sheet(name="Letter", size=(21.59, 27.94), head=_number(), indent=1.0, spacing=0),
    Sheet(name="landscape", size=(29.7, 21.0), foot=_number()),
    Sheet(name="ragged wide", align="start", pitch="150%", indent=0, spacing=0.3),
    Sheet(name="no space, no indent", indent=0, spacing=0),
)  # fmt: skip


def long_headed(plan: PlanParts) -> PlanParts:
    return replace(plan, header=LONG_HEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a printed plan compares with its text. header: the header's fields that differ."""

    agreement: Agreement
    header: tuple[str, ...]


_FIELDS = ("symbol", "place", "date", "issuer", "title", "signer", "signer_title", "recipients")


def compared(truth: Plan, found: Plan) -> Result:
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
    body = [one for number, text in enumerate(plan.body) for one in sheet.said(text, number)]
    plan = replace(plan, body=body)
    return extract(read(SourceBytes(name="plan.txt", data="\n".join(plan.lines).encode())))


def document_of(data: bytes) -> Document:
    return read_pdf(SourceBytes(name="plan.pdf", data=data))


def report(paths: Iterable[Path], sheets: Sequence[Sheet]) -> None:
    """Print what every plan loses in every form."""
    for path in paths:
        plan = parts_of(path)
        variants = [(sheet, plan) for sheet in sheets] + [
            (Sheet(name="long header", header_widths=(0.38, 0.62)), long_headed(plan)),
            *((Sheet(name=f"split end {gap}", before_end=gap, foot=_number()), plan) for gap in range(2, 24, 3)),
        ]
        made = printed(*(flat(parts, sheet) for sheet, parts in variants))
        for (sheet, parts), data in zip(variants, made, strict=True):
            started = time.monotonic()
            data = sheet.finish(data)
            Path(f"/tmp/s5pdf/{path.stem} {sheet.name.replace('/', '_')}.pdf").write_bytes(data)
            result = compared(text_plan(parts, sheet), extract(document_of(data)))
            least = min(result.agreement.f1.values())
            tree = "same " if result.agreement.tree else "OTHER"
            print(f"{path.stem:18} {sheet.name:20} {tree} {least:6.3f} {time.monotonic() - started:5.1f}s", flush=True)
            for mark, ones in (("-", result.agreement.missing), ("+", result.agreement.extra), ("!", result.header)):
                for one in ones[:5]:
                    print(f"      {mark} {one[:170]}")


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
    names = sys.argv[1:]
    report(sorted(folder.glob("*.txt")), [sheet for sheet in SHEETS if not names or sheet.name in names])
