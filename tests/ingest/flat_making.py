"""Plans as flat OpenDocument, which says in one text all that a page may carry: running lines, page numbers, footnotes,
landscape annexes, tables with merged cells. LibreOffice prints it.
"""

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.ingest.pdf_making import FONT, SOFFICE

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
    before_end: empty space over the recipients. header: in the place of the plan's own.
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
    header: Block | None = None
    header_widths: tuple[float, float] = (0.4, 0.6)
    annex: str = ""


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


def paragraph(xml: str, style: str) -> str:
    """A paragraph of flat OpenDocument; style: one of those that ``flat`` makes."""
    return f'<text:p text:style-name="{style}">{xml}</text:p>'


def _side_by_side(block: Block, sheet: Sheet, name: str, styles: tuple[str, str], widths: tuple[float, float]) -> str:
    cells = "".join(
        '<table:table-cell table:style-name="Bare">'
        + "".join(paragraph(escape(line), style) for line in lines)
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
        'fo:keep-together="always"/></style:style>' + table_styles("Header", header) + table_styles("End", end)
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
    body = [_side_by_side(sheet.header or plan.header, sheet, "Header", ("MidBold", "MidBold"), sheet.header_widths)]
    headed = False
    for number, text in enumerate(plan.body):
        headed = headed or text[:3] in ("I. ", "Căn", "Thự") or len(text) > 130 or number > title + 3
        style = "Body" if headed else "Title"
        if headed and len(text) < 70 and text[:1] in "IVX123456789PA" and not text.endswith(";"):
            style = "BodyBold"
        body.append(paragraph(sheet.decorate(text, number) if headed else escape(text), style))
    body.append(paragraph("", "Gap"))
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


def annex_table(rows: Sequence[Row], *, name: str = "Annex", repeat: bool = True, split: bool = True) -> str:
    """A ruled table of text cells; "<" means part of the cell to the left, "^" of the cell above."""
    columns = "".join(f'<table:table-column table:style-name="{name}.{at}"/>' for at in range(len(rows[0])))
    lines = [_table_row(rows, at, split=split) for at in range(len(rows))]
    head = f"<table:table-header-rows>{lines[0]}</table:table-header-rows>" if repeat else lines[0]
    return (
        f'<table:table table:name="{name}" table:style-name="{name}">{columns}{head}{"".join(lines[1:])}</table:table>'
    )


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
            f'table:number-rows-spanned="{down}">{paragraph(escape(text), "Cell")}</table:table-cell>'
        )
    return f'<table:table-row table:style-name="{"Split" if split else "Whole"}">{"".join(cells)}</table:table-row>'


ANNEX_STYLES = (
    table_styles("Annex", (1.4, 10.0, 4.5, 4.5, 4.5))
    + table_styles("Second", (1.4, 10.0, 4.5, 4.5, 4.5))
    + table_styles("Narrow", (1.2, 6.3, 3.0, 3.0, 3.0))
)
