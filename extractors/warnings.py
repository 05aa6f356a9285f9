"""Warnings: what in a plan looks wrong, each with its place and a message that an official can act on.

Every finding is a pure function of the Reading and the Plan built so far; nothing here changes what was extracted.
Precision comes before recall: a warning that is often wrong is not read.
"""

import re
from collections.abc import Callable, Iterator

from extractors.header_symbol import find_symbol
from extractors.reading import Reading
from extractors.warnings_citations import citation_warnings
from extractors.warnings_units import unit_warnings
from extractors.warnings_values import value_warnings
from extractors.warnings_years import year_warnings
from schema.document import Evidence, Grade
from schema.plan import Plan, Use, Warning, Zone
from schema.text import STATE, fold

Check = Callable[[Reading, Plan], Iterator[Warning]]


def warnings(reading: Reading, plan: Plan) -> tuple[Warning, ...]:
    """All findings about ``plan`` in the order of the text; header, citations and annexes must be filled in."""
    if not reading.text.strip():
        return ()
    found = {
        (warning.code, warning.evidence.start, warning.evidence.end): warning
        for check in CHECKS
        for warning in check(reading, plan)
    }
    return tuple(sorted(found.values(), key=lambda item: (item.evidence.start, item.evidence.end, item.code)))


def title_place(reading: Reading, plan: Plan) -> Evidence:
    """Where a finding about the document as a whole is shown: its title, else its first paragraph."""
    if plan.header.title is not None:
        return plan.header.title.evidence
    start = len(reading.text) - len(reading.text.lstrip())
    end = next((paragraph.end for paragraph in reading.paragraphs if paragraph.end > start), len(reading.text))
    return reading.cite(start, end)


def _blank_number(reading: Reading, plan: Plan) -> Iterator[Warning]:
    symbol = plan.header.symbol
    told = symbol is None or _in_citation(plan, symbol.evidence) or _is_recognised(plan, symbol.evidence)
    if symbol is not None and plan.header.number is None and not told:
        yield Warning(
            code="blank_number",
            message="Số của văn bản còn để trống; điền số đã cấp trước khi gửi bản chính thức.",
            evidence=symbol.evidence,
        )
    for citation in plan.citations:
        if citation.number is None and citation.symbol is not None and citation.symbol.startswith(("/", "-")):
            own = citation.use is Use.SELF
            yield Warning(
                code="blank_number",
                message="Dòng kèm theo của phụ lục còn để trống số văn bản; điền số của chính kế hoạch này."
                if own
                else f"Viện dẫn {citation.type} còn để trống số văn bản; bổ sung số trước khi ban hành.",
                evidence=citation.evidence,
            )


def _in_citation(plan: Plan, evidence: Evidence) -> bool:
    """Whether the own symbol was read from an annex line, where it is reported as such."""
    return any(c.evidence.start < evidence.end and evidence.start < c.evidence.end for c in plan.citations)


def _blank_date(reading: Reading, plan: Plan) -> Iterator[Warning]:
    date = plan.header.date
    if date is not None and len(date.value) < len("2021-09-29") and not _is_recognised(plan, date.evidence):
        missing = "ngày" if len(date.value) == len("2021-09") else "ngày, tháng"
        yield Warning(
            code="blank_date",
            message=f"Ngày ban hành còn để trống {missing}; điền đủ ngày, tháng, năm.",
            evidence=date.evidence,
        )


def _is_recognised(plan: Plan, evidence: Evidence) -> bool:
    """Whether the passage was read from a picture."""
    return evidence.page is not None and evidence.page in plan.document.source.ocr_pages


def _written_by_hand(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Number and day of a scan are mostly written by hand: a recognition reads them wrong, or not at all."""
    symbol, date = plan.header.symbol, plan.header.date
    if symbol is not None and _is_recognised(plan, symbol.evidence):
        unread = plan.header.number is None
        yield Warning(
            code="scanned_number",
            message="Không đọc được số của văn bản trên bản quét (để trống hoặc viết tay); xem bản gốc."
            if unread
            else f"Số “{symbol.value}” đọc từ bản quét, chữ số viết tay dễ nhầm; đối chiếu bản gốc.",
            evidence=symbol.evidence,
        )
    if date is not None and len(date.value) < len("2021-09-29") and _is_recognised(plan, date.evidence):
        yield Warning(
            code="scanned_date",
            message="Không đọc được đủ ngày, tháng ban hành trên bản quét (để trống hoặc viết tay); xem bản gốc.",
            evidence=date.evidence,
        )


def _missing_signer(reading: Reading, plan: Plan) -> Iterator[Warning]:
    if plan.header.signer is not None:
        return
    signature = reading.zone(Zone.SIGNATURE)
    if signature is not None:
        place = signature.evidence
    elif reading.paragraphs:
        place = reading.cite(reading.paragraphs[-1].start, reading.paragraphs[-1].end)
    else:
        place = title_place(reading, plan)
    yield Warning(
        code="missing_signer",
        message="Không đọc được họ tên người ký; kiểm tra phần chữ ký cuối văn bản hoặc trang ký có bị thiếu không.",
        evidence=place,
    )


def _missing_annex(reading: Reading, plan: Plan) -> Iterator[Warning]:
    for annex in plan.annexes:
        if not annex.present:
            yield Warning(
                code="missing_annex",
                message=f"Văn bản dẫn đến “{annex.label}” nhưng tệp không có phần này; xin bổ sung phụ lục.",
                evidence=annex.evidence,
            )


_STATE = re.compile(fold(STATE).replace(" ", r"\s+"))
_PLAN_LINE = re.compile(r"\n\s*kế\s+hoạch\s*\n")
_HEAD_REACH = 500  # how far from the state's name the other lines of a head stand


def _second_document(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Another plan with a head of its own behind the first: what it says counts for the unit of the first."""
    own, title, kind = plan.header.symbol, plan.header.title, plan.header.type_code
    if own is None or title is None or kind is None or kind.value != "KH":
        return  # behind a decision stands the plan that it puts in force
    for state in _STATE.finditer(reading.folded, title.evidence.end):
        line = _PLAN_LINE.search(reading.folded, state.end(), state.end() + _HEAD_REACH)
        start = max(title.evidence.end, state.start() - _HEAD_REACH)
        found = find_symbol(reading, start, line.start(), "second_document", "KH") if line is not None else None
        if found is None or found.number is None or found.symbol.value == own.value:
            continue
        yield Warning(
            code="second_document",
            message=f"Tệp còn chứa một kế hoạch khác ({found.symbol.value}), nội dung của văn bản đó đang bị "
            "tính vào kế hoạch này; tách thành từng tệp rồi nạp lại.",
            evidence=found.symbol.evidence,
        )


_HEADER_FIELDS = (
    ("issuer", "cơ quan ban hành"),
    ("symbol", "số, ký hiệu"),
    ("date", "ngày ban hành"),
    ("title", "trích yếu"),
)


def _header_incomplete(reading: Reading, plan: Plan) -> Iterator[Warning]:
    missing = [name for field, name in _HEADER_FIELDS if getattr(plan.header, field) is None]
    if missing:
        yield Warning(
            code="header_incomplete",
            message=f"Phần đầu văn bản thiếu: {', '.join(missing)}; đối chiếu với bản gốc.",
            evidence=title_place(reading, plan),
        )


def _low_reading_quality(reading: Reading, plan: Plan) -> Iterator[Warning]:
    if reading.document.grade is Grade.GOOD:
        return
    reasons = "; ".join(note.message for note in reading.document.grade_reasons)
    level = "rất kém" if reading.document.grade is Grade.POOR else "chưa tốt"
    yield Warning(
        code="low_reading_quality",
        message=f"Chất lượng đọc tệp {level}{': ' + reasons if reasons else ''}; kết quả cần đối chiếu với bản gốc.",
        evidence=title_place(reading, plan),
    )


_NUMBERING = {
    "gap": "Đánh số không liên tục: “{marker}” đứng sau “{before}”; kiểm tra có thiếu mục nào không.",
    "repeat": "Số mục “{marker}” bị lặp lại; kiểm tra và đánh số lại.",
    "orphan": "Mục “{marker}” không có mục trước nó; kiểm tra thứ tự đánh số.",
}


def _numbering_gap(reading: Reading, plan: Plan) -> Iterator[Warning]:
    for problem in reading.numbering_problems:
        if problem.kind == "orphan" and problem.marker.startswith("Điều"):
            continue  # articles run on through the chapters of a regulation
        kind = "orphan" if problem.kind == "gap" and problem.before is None else problem.kind
        message = _NUMBERING[kind].format(marker=problem.marker, before=problem.before)
        yield Warning(code="numbering_gap", message=message, evidence=problem.evidence)


CHECKS: tuple[Check, ...] = (
    _low_reading_quality,
    _header_incomplete,
    _blank_number,
    _blank_date,
    _written_by_hand,
    _missing_signer,
    _missing_annex,
    _second_document,
    _numbering_gap,
    unit_warnings,
    year_warnings,
    value_warnings,
    citation_warnings,
)
