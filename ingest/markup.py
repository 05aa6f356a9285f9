"""HTML (also Word's web pages, saved as .doc or as a single-file MIME message) to a Document."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from ingest.docx_fonts import decoded, decoders_of
from ingest.docx_package import Element
from ingest.docx_table import BORDERLESS_ROWS_MAX, LAYOUT_COLUMNS_MAX, LAYOUT_ROWS_MAX, is_letterhead
from ingest.docx_text import Run
from ingest.encodings.cleaning import clean
from ingest.encodings.detection import Decoded, decode
from ingest.encodings.symbols import SUPERSCRIPT
from ingest.encodings.symbols import shown as as_signs
from ingest.grading import grade
from ingest.layout import LINE_BREAK, PARAGRAPH_BREAK, Piece, compose, split_lines
from ingest.letter_spacing import CLOSED_UP, closed_up
from ingest.markup_lists import OpenList, is_word_marker, opened, word_marker
from ingest.markup_notes import NOTE, set_notes_behind
from ingest.source import ReadError, SourceBytes
from ingest.text import refuse_rubbish
from schema.document import BlockKind, Cell, Document, Source
from schema.ledger import Reason

HTML_BYTES_MAX = 30_000_000
# Deeper than any page; below it, text is taken without its layout.
DEPTH_MAX = 150
CELLS_MAX = 60_000

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b", re.IGNORECASE)
_LEGACY_FACE = re.compile(rb"""(?:face|font-family)[\s:="']{1,5}\.?(?:Vn[A-Z]|VNI-)""", re.IGNORECASE)
_FACE = re.compile(r"font-family\s*:\s*['\"]?([^;,'\"]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "iframe", "object", "select", "title", "del"}
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol p pre section ul table tr td th tbody thead tfoot caption
    """.split()  # noqa: SIM905
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# How LibreOffice writes the running lines of a document, and the fields in them.
_RUNNING = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER}
_PAGE_FIELDS = frozenset({"PAGE", "DOCSTAT"})
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})


def is_html(data: bytes) -> bool:
    """Whether ``data`` is an HTML page (in any encoding) or a MIME message that holds one."""
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return (head.startswith(b"<") and _TAG.search(head) is not None) or _is_mime(head)


def _is_mime(head: bytes) -> bool:
    return b"MIME-Version:" in head[:500] and b"multipart/related" in head


def read_html(source: SourceBytes) -> Document:
    """The Document of an HTML page. Raises ReadError where it is too large, too deep or without text."""
    if len(source.data) > HTML_BYTES_MAX or source.data.count(b"<td") > CELLS_MAX:
        raise ReadError(
            Reason.TOO_LARGE,
            f"Trang HTML {source.name} có quá nhiều nội dung.",
            "Hãy tách tệp thành từng văn bản rồi nạp lại.",
        )
    markup = _decoded(_page(source.data))
    root = _parsed(source, markup.text)
    set_notes_behind(root)
    pieces = list(_Reader().read(root))
    decoders = decoders_of([piece.runs for piece in pieces])
    typed = [clean(decoded(piece.runs, decoders)).text for piece in pieces]
    whole = [closed_up(one) for one in typed]
    text, blocks = compose(
        part
        for piece, own in zip(pieces, whole, strict=True)
        for part in split_lines(
            Piece(
                text=own,
                kind=piece.kind,
                before=piece.before,
                cell=piece.cell,
                bold=piece.bold,
                centered=piece.centered,
            )
        )
    )
    refuse_rubbish(source.name, text)
    result, reasons = grade(text)
    return Document(
        source=Source(
            name=source.name,
            sha256=source.sha256,
            media_type="text/html",
            reader="html",
            encoding=markup.encoding,
            encoding_score=markup.score,
            notes=(CLOSED_UP,) if whole != typed else (),
        ),
        text=text,
        blocks=blocks,
        grade=result,
        grade_reasons=reasons,
    )


def _page(data: bytes) -> bytes:
    """The HTML part of a MIME message; anything else as it is."""
    if not _is_mime(data[:4096]):
        return data
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else data
    return data


def _decoded(data: bytes) -> Decoded:
    """The markup as text. Where a legacy font is named, its letters stay for the decoding run by run (capitals!)."""
    guess = decode(data)
    if _LEGACY_FACE.search(data) and guess.encoding.endswith(("tcvn3", "vni")):
        raw = data.decode("utf-8" if guess.encoding.startswith("utf-8") else "cp1252", errors="replace")
        return Decoded(text=raw, encoding=guess.encoding, score=guess.score)
    return guess


def _parsed(source: SourceBytes, text: str) -> Element:
    # A declaration of the encoding contradicts text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]{0,300}>", "", text).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadError(
            Reason.CORRUPT,
            f"Trang HTML {source.name} bị hỏng, không tách được nội dung.",
            "Hãy mở trang bằng trình duyệt, lưu lại thành PDF hoặc DOCX rồi nạp lại.",
        ) from error
    # libxml2 stops at 256 levels and leaves the rest away.
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise ReadError(
            Reason.BOMB,
            f"Trang HTML {source.name} lồng nhau quá sâu nên không được đọc.",
            "Hãy xin lại tệp gốc từ đơn vị gửi.",
        )
    return root


@dataclass(slots=True, kw_only=True)
class _Text:
    """One block of text being collected."""

    runs: list[Run] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    before: str = PARAGRAPH_BREAK
    cell: Cell | None = None
    bold: bool = False
    centered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How text looks at a place of the page."""

    font: str | None = None
    bold: bool = False
    centered: bool = False
    kept: bool = False  # white space as it stands (pre)
    raised: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0

    def inside(self, element: Element) -> "_Look":
        """The look inside ``element``."""
        tag = element.tag
        style = (element.get("style") or "")[:2000]
        face = _FACE.search(style)
        return _Look(
            font=face.group(1).strip() if face else element.get("face") or self.font,
            bold=self.bold or tag in _BOLD or "font-weight:bold" in style.replace(" ", ""),
            centered=self.centered
            or tag == "center"
            or element.get("align") == "center"
            or "text-align:center" in style.replace(" ", ""),
            kept=self.kept or tag == "pre",
            raised=self.raised or tag == "sup",
            kind=_kind(element) or self.kind,
            depth=self.depth + 1,
        )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Collects the blocks of one page in order."""

    tables: int = 0
    _lists: list[OpenList] = field(default_factory=list)
    _label: str = ""  # of the list item that is read, until its first text comes

    def read(self, root: Element) -> Iterator[_Text]:
        """The blocks of the page."""
        done: list[_Text] = []
        self._walk(root, _Look(), done)
        for text in done:
            text.bold = bool(text.runs) and all(run.bold for run in text.runs if run.text.strip())
            yield text

    def _walk(self, element: Element, look: _Look, done: list[_Text]) -> None:
        """Append the blocks of ``element``; text runs go on in the last block unless a block element parts them."""
        self._add(element.text, look, done)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SKIPPED and not _hidden(child):
                self._element(child, tag, look, done)
            self._add(child.tail, look, done)

    def _element(self, child: Element, tag: str, look: _Look, done: list[_Text]) -> None:
        inner = look.inside(child)
        if tag == "br":
            if done:
                done[-1].runs.append(Run(text="\n"))
        elif is_word_marker(child):
            self._label = word_marker(child)
        elif look.depth >= DEPTH_MAX:
            self._add(child.text_content(), look, done)
        elif tag == "table":
            done.extend(self._table(child, inner))
            done.append(_Text())
        elif tag in _BLOCKS:
            done.append(_Text(kind=inner.kind, centered=inner.centered))
            self._block(child, tag, inner, done)
            done.append(_Text())
        else:
            self._walk(child, inner, done)

    def _block(self, child: Element, tag: str, inner: _Look, done: list[_Text]) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(opened(child, self._lists))
            self._walk(child, inner, done)
            self._lists.pop()
        elif tag == "li" and self._lists:
            self._label = self._lists[-1].label(child)
            self._walk(child, inner, done)
            self._label = ""
        else:
            self._walk(child, inner, done)

    def _add(self, text: str | None, look: _Look, done: list[_Text]) -> None:
        if not text:
            return
        if not done:
            done.append(_Text(kind=look.kind, centered=look.centered))
        shown = text if look.kept else _SPACE.sub(" ", text)
        if look.raised and shown.strip().isdecimal():
            shown = shown.translate(SUPERSCRIPT)  # the number of a note is no part of a figure before it
        if self._label and shown.strip():
            shown, self._label = f"{self._label} {shown.lstrip()}", ""
        done[-1].runs.append(Run(text=as_signs(shown, look.font), font=look.font, bold=look.bold))

    def _table(self, table: Element, look: _Look) -> list[_Text]:
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
        rows = [row for row in rows if row]
        if _is_layout(table, rows):
            width = max((len(row) for row in rows), default=0)
            columns = [[row[at] for row in rows if at < len(row)] for at in range(width)]
            return [text for column in columns for cell in column for text in self._content(cell, look)]
        number = self.tables
        self.tables += 1
        return [text for row, cells in _placed(rows) for text in self._row(number, row, cells, look)]

    def _row(self, number: int, row: int, cells: list[tuple[int, Element]], look: _Look) -> Iterator[_Text]:
        before = PARAGRAPH_BREAK
        for column, element in cells:
            content = self._content(element, look)
            own = [text for text in content if text.cell is None and any(run.text.strip() for run in text.runs)]
            if own:
                place = Cell(
                    table=number,
                    row=row,
                    column=column,
                    row_span=_span(element, "rowspan"),
                    column_span=_span(element, "colspan"),
                )
                runs = [run for text in own for run in (*text.runs, Run(text="\n"))][:-1]
                centered = all(text.centered for text in own)
                yield _Text(runs=runs, kind=BlockKind.CELL, before=before, cell=place, centered=centered)
                before = LINE_BREAK
            yield from (text for text in content if text.cell is not None)

    def _content(self, cell: Element, look: _Look) -> list[_Text]:
        inner = look.inside(cell)
        done = [_Text(centered=inner.centered)]
        self._walk(cell, inner, done)
        return done


def _kind(element: Element) -> BlockKind | None:
    """What the text of ``element`` is; None where that is for its surroundings to say."""
    if element.tag in _HEADINGS:
        return BlockKind.HEADING
    if element.get(NOTE):
        return BlockKind.NOTE
    if element.tag == "div" and element.get("title") in _RUNNING:
        return _RUNNING[element.get("title")]
    return BlockKind.LIST_ITEM if element.tag == "li" else None


def _hidden(element: Element) -> bool:
    if element.tag == "sdfield" and (element.get("type") or "").upper() in _PAGE_FIELDS:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "mso-hide:all" in style


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _placed(rows: list[list[Element]]) -> Iterator[tuple[int, list[tuple[int, Element]]]]:
    """Each row's cells with their grid columns, shifted by cells that reach down from rows above."""
    taken: dict[int, int] = {}  # column -> rows it stays taken
    for number, row in enumerate(rows):
        placed: list[tuple[int, Element]] = []
        new: dict[int, int] = {}
        column = 0
        for cell in row:
            while taken.get(column, 0) > 0:
                column += 1
            placed.append((column, cell))
            for _ in range(_span(cell, "colspan")):
                new[column] = _span(cell, "rowspan") - 1
                column += 1
        taken = {at: left - 1 for at, left in taken.items() if left > 1} | {at: n for at, n in new.items() if n > 0}
        yield number, placed


def _is_layout(table: Element, rows: list[list[Element]]) -> bool:
    cells = sum(map(len, rows))
    if cells <= 1:
        return True
    if len(rows) > LAYOUT_ROWS_MAX or max(map(len, rows)) > LAYOUT_COLUMNS_MAX:
        return False
    if is_letterhead(table.text_content()):
        return True
    bordered = (table.get("border") or "0") != "0" or "border" in (table.get("style") or "") or table.get("class")
    return (
        len(rows) <= BORDERLESS_ROWS_MAX and not bordered and not any(cell.tag == "th" for row in rows for cell in row)
    )
