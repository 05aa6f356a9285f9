"""Annexes of sixty rows over four pages, drawn in every form of rules, groups, heads and paper that offices print:
``python -m tests.ingest.pdf_annex_making`` prints which of them are read row for row."""

import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate, product
from typing import Literal, get_args

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf
from ingest.source import SourceBytes
from schema.document import Document
from tests.ingest.pdf_forms_making import SERIF

Rules = Literal["full", "level", "frame", "upright", "none"]
Groups = Literal["none", "keyed", "left", "centred"]
Cells = tuple[str, ...]

HEAD: Cells = ("STT", "Nhiệm vụ", "Sản phẩm", "Thời hạn", "Cơ quan chủ trì", "Cơ quan phối hợp")
TITLE = ("PHỤ LỤC", "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2024", "(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/02/2024)")
NOTE = "Ghi chú: Các cơ quan báo cáo kết quả thực hiện về Văn phòng - Thống kê."
_TASKS = (
    "Rà soát thủ tục hành chính",
    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính của các lĩnh vực theo lộ trình",
    "Tổ chức kiểm tra việc thực hiện kỷ luật, kỷ cương; xử lý các vấn đề phát hiện qua kiểm tra và công khai kết quả",
    "Tuyên truyền trên đài truyền thanh xã",
    "Rà soát văn bản quy phạm pháp luật do Hội đồng nhân dân và Ủy ban nhân dân xã ban hành, kịp thời đề xuất sửa đổi",
)
_PRODUCTS = ("Báo cáo", "Kế hoạch", "Văn bản của Ủy ban nhân dân xã", "Quyết định")
_TIMES = ("Quý I", "Thường xuyên", "Trước 15/6/2024", "Tháng 12")
_OFFICES = ("Văn phòng - Thống kê", "Tư pháp - Hộ tịch", "Công an xã", "Địa chính", "Các thôn")
GROUP_TITLES = (
    "CẢI CÁCH THỂ CHẾ",
    "CẢI CÁCH THỦ TỤC HÀNH CHÍNH, NÂNG CAO CHẤT LƯỢNG PHỤC VỤ NGƯỜI DÂN",
    "XÂY DỰNG VÀ PHÁT TRIỂN CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ",
)
_ROMAN = ("I", "II", "III")
_COUNT, _GROUP = 60, 20

_PLAIN, _BOLD = "Annex", "AnnexBold"
_SIZE, _LEADING, _PAD = 11.0, 13.2, 5.4
_LEFT, _MARGIN = 62.0, 54.0
_SHARES = (0.06, 0.34, 0.18, 0.13, 0.15, 0.14)
_SHORT = (0, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How an annex is printed. keyed groups: the number in a cell of its own; left, centred: one cell over all columns.

    repeated: the head on each page. short_centred: the cells of all columns but the task's. broken: rows go on overleaf.
    anew: each group counts from 1. spacing: white above and below the text of each cell, in points.
    """

    rules: Rules = "full"
    groups: Groups = "none"
    repeated: bool = True
    landscape: bool = False
    short_centred: bool = True
    broken: bool = False
    anew: bool = False
    spacing: float = 2.0

    def __str__(self) -> str:
        words = [self.rules, f"groups {self.groups}"]
        words += [one.name for one in fields(self) if getattr(self, one.name) is True]
        return ", ".join([*words, *(() if self.spacing else ("tight",))])


def forms(*, spacings: Sequence[float] = (2.0,), anew: Sequence[bool] = (False,)) -> Iterator[Form]:
    """Every combination."""
    flags = [(False, True)] * 4
    for rules, groups in product(get_args(Rules), get_args(Groups)):
        for repeated, landscape, short_centred, broken in product(*flags):
            for spacing, again in product(spacings, anew):
                if again and groups == "none":
                    continue
                yield Form(rules=rules, groups=groups, repeated=repeated, landscape=landscape, broken=broken,
                           short_centred=short_centred, spacing=spacing, anew=again)  # fmt: skip


def annex_rows(form: Form) -> list[Cells]:
    """What the annex says: a row of one cell is one over all columns."""
    rows: list[Cells] = [HEAD]
    for at in range(_COUNT):
        if form.groups != "none" and at % _GROUP == 0:
            number, title = _ROMAN[at // _GROUP], GROUP_TITLES[at // _GROUP]
            rows.append((number, title) if form.groups == "keyed" else (f"{number}. {title}",))
        number = at % _GROUP + 1 if form.anew else at + 1
        rows.append((str(number), f"{_TASKS[at % 5]} lần {at + 1}", _PRODUCTS[at % 4], _TIMES[at * 3 % 4],
                     _OFFICES[at % 5], _OFFICES[(at + 2) % 5]))  # fmt: skip
    return rows


@cache
def _fonts() -> None:
    for name, path in ((_PLAIN, SERIF), (_BOLD, SERIF.with_name("LiberationSerif-Bold.ttf"))):
        pdfmetrics.registerFont(TTFont(name, path))


def _wrapped(text: str, font: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pdfmetrics.stringWidth(longer, font, _SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class _Sheets:
    """An annex being drawn from the top down, page by page."""

    def __init__(self, form: Form) -> None:
        _fonts()
        self.form = form
        self.width, self.height = (A4[1], A4[0]) if form.landscape else A4
        inner = self.width - _LEFT - _MARGIN
        self.xs = [_LEFT, *(_LEFT + inner * share for share in accumulate(_SHARES))]
        self.data = io.BytesIO()
        self.canvas = Canvas(self.data, pagesize=(self.width, self.height))
        self.y = self.height - _MARGIN
        self.top: float | None = None
        self.pages = 1

    def text(self, x: float, y: float, text: str, font: str = _PLAIN) -> None:
        self.canvas.setFont(font, _SIZE)
        self.canvas.drawString(x, y, text)

    def line(self, text: str, font: str = _PLAIN) -> None:
        """A line of its own over the width of the page, centred where it is bold."""
        self.y -= 1.2 * _LEADING
        free = self.width - _LEFT - _MARGIN - pdfmetrics.stringWidth(text, font, _SIZE)
        self.text(_LEFT + (free / 2 if font == _BOLD else 0), self.y, text, font)

    def turn(self) -> None:
        self.close()
        self.canvas.showPage()
        self.pages += 1
        self.text(self.width / 2 - 3, self.height - 36, str(self.pages))
        self.y = self.height - _MARGIN

    def close(self) -> None:
        """The end of the table on this page."""
        if self.top is None:
            return
        if self.form.rules in ("frame", "upright"):
            ends = (self.xs[0], self.xs[-1])
            for x in ends:
                self.canvas.line(x, self.top, x, self.y)
            if self.form.rules == "frame":
                for y in (self.top, self.y):
                    self.canvas.line(ends[0], y, ends[1], y)
        self.top = None

    def row(self, cells: Cells, font: str = _PLAIN) -> None:
        edges = self._edges(cells)
        lines = [_wrapped(text, font, right - left - 2 * _PAD)
                 for text, (left, right) in zip(cells, edges, strict=True)]  # fmt: skip
        while any(lines):
            fit = int((self.y - _MARGIN - 2 * self.form.spacing) // _LEADING)
            height = max(map(len, lines))
            if height > fit and (not self.form.broken or fit < 1):
                self.turn()
                if self.form.repeated and cells != HEAD:
                    self.row(HEAD, _BOLD)
                continue
            self._strip([own[:fit] for own in lines], edges, font)
            lines = [own[fit:] for own in lines]
            if any(lines):
                self.turn()
                if self.form.repeated:
                    self.row(HEAD, _BOLD)

    def _edges(self, cells: Cells) -> list[tuple[float, float]]:
        if len(cells) == 1:
            return [(self.xs[0], self.xs[-1])]
        if len(cells) == 2:
            return [(self.xs[0], self.xs[1]), (self.xs[1], self.xs[-1])]
        return list(zip(self.xs, self.xs[1:], strict=False))

    def _strip(self, lines: Sequence[Sequence[str]], edges: Sequence[tuple[float, float]], font: str) -> None:
        """The part of a row that stands on this page."""
        top, spacing, rules = self.y, self.form.spacing, self.form.rules
        self.top = top if self.top is None else self.top
        self.y -= max(map(len, lines)) * _LEADING + 2 * spacing
        for column, (own, (left, right)) in enumerate(zip(lines, edges, strict=True)):
            for at, text in enumerate(own):
                free = right - left - pdfmetrics.stringWidth(text, font, _SIZE)
                middle = self._is_centred(column, len(edges), font)
                self.text(
                    left + (free / 2 if middle else _PAD), top - spacing - at * _LEADING - 0.8 * _LEADING, text, font
                )
        if rules in ("full", "level"):
            for y in (top, self.y):
                self.canvas.line(self.xs[0], y, self.xs[-1], y)
        if rules in ("full", "upright"):
            for x in {x for edge in edges for x in edge}:
                self.canvas.line(x, top, x, self.y)

    def _is_centred(self, column: int, columns: int, font: str) -> bool:
        if columns == len(HEAD):
            return font == _BOLD or (self.form.short_centred and column in _SHORT)
        return self.form.groups == "centred"


def annex_pdf(form: Form) -> bytes:
    """The annex in ``form``, its title above it and a note below it."""
    sheets = _Sheets(form)
    for title in TITLE:
        sheets.line(title, _BOLD)
    sheets.y -= _LEADING
    for cells in annex_rows(form):
        sheets.row(cells, _PLAIN if len(cells) == len(HEAD) and cells != HEAD else _BOLD)
    sheets.close()
    sheets.y -= _LEADING
    sheets.line(NOTE)
    sheets.canvas.save()
    return sheets.data.getvalue()


def read_rows(document: Document) -> list[list[Cells]]:
    """The rows of each table, trailing empty cells left out."""
    tables: list[dict[int, dict[int, str]]] = [{} for _ in document.source.tables]
    for block in document.blocks:
        if block.cell:
            text = " ".join(document.text[block.start : block.end].split())
            tables[block.cell.table].setdefault(block.cell.row, {})[block.cell.column] = text
    return [[tuple(row.get(at, "") for at in range(max(row) + 1)) for _, row in sorted(table.items())]
            for table in tables]  # fmt: skip


def fault(form: Form) -> str | None:
    """What is wrong with the reading of the annex in ``form``; None where it says what was drawn."""
    document = read_pdf(SourceBytes(name="phu-luc.pdf", data=annex_pdf(form)))
    if (document.source.pages or 0) < 4:
        return f"{document.source.pages} pages"
    tables, wanted = read_rows(document), annex_rows(form)
    if len(tables) != 1:
        return f"{len(tables)} tables, {[len(one) for one in tables]} rows"
    got = tables[0]
    if got != wanted:
        lost, more = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
        return f"{len(got)} of {len(wanted)} rows, {lost.total()} wrong: {[*lost][:1]} {[*more][:1]}"
    if not document.text.startswith(TITLE[0]) or not document.text.endswith(NOTE):
        return "text around the table"
    return None


if __name__ == "__main__":
    every = list(forms(spacings=(2.0, 0.0), anew=(False, True))) if "all" in sys.argv else list(forms())
    right: Counter[str] = Counter()
    for one in every:
        wrong = fault(one)
        right[f"{one.rules}, groups {one.groups}"] += wrong is None
        if wrong:
            print(f"{one}: {wrong}", flush=True)
    for name, count in right.items():
        print(f"{name}: {count} of {sum(f'{one.rules}, groups {one.groups}' == name for one in every)}")
    print(f"{right.total()} of {len(every)}")
