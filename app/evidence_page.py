"""One self-contained HTML page per plan: the source text with every item highlighted, and its fields on a click."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from corpus.export.plain import clean
from corpus.wording import (
    COMPARATORS,
    DEADLINE_KINDS,
    GRADES,
    HEADER_FIELDS,
    ROLES,
    USES,
    named_parties,
    section_name,
    shown_date,
    shown_header,
)
from schema.document import Evidence
from schema.plan import Assignment, Citation, Deadline, Plan, Section, Target

TEMPLATE = Path(__file__).with_name("evidence_page.html")
# kind -> heading; the order is the order of the colours that win where items overlap (last wins).
KINDS = {
    "section": "Đề mục",
    "header": "Phần đầu văn bản",
    "assignment": "Phân công",
    "target": "Chỉ tiêu",
    "citation": "Căn cứ, viện dẫn",
    "deadline": "Thời hạn",
    "annex": "Phụ lục",
    "abbreviation": "Chữ viết tắt",
    "warning": "Cảnh báo",
}
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One highlighted item."""

    kind: str
    evidence: Evidence
    fields: Fields


def evidence_page(plan: Plan) -> str:
    """The whole page as one string; nothing in it comes from the network, and nothing of the plan becomes markup."""
    marks = sorted(_marks(plan), key=lambda mark: (mark.evidence.start, -mark.evidence.end))
    header = plan.header
    issuer = header.issuer.value if header.issuer else "Chưa rõ cơ quan ban hành"
    title = header.title.value if header.title else plan.document.source.name
    counts = {kind: sum(mark.kind == kind for mark in marks) for kind in KINDS}
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    page = environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=f"{issuer}: {title}",
        subtitle=f"{plan.document.source.name} · chất lượng đọc: {GRADES[plan.document.grade]}",
        kinds=[(kind, label, counts[kind]) for kind, label in KINDS.items()],
        text=Markup(_highlighted(plan.document.text, marks)),
        items=Markup(_items(marks)),
    )
    return clean(page)  # half a surrogate pair is in no file's encoding


def _items(marks: list[Mark]) -> str:
    items = [{"kind": mark.kind, "label": KINDS[mark.kind], "fields": mark.fields} for mark in marks]
    # "</script>" inside a JSON string would end the element.
    return json.dumps(items, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _highlighted(text: str, marks: list[Mark]) -> str:
    """``text`` cut at every start and end of a mark; each piece names all the marks that cover it."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        opening.setdefault(mark.evidence.start, []).append(number)
        closing.setdefault(mark.evidence.end, []).append(number)
    cuts = sorted({0, len(text), *opening, *closing})
    active: set[int] = set()
    pieces = []
    for start, end in pairwise(cuts):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        pieces.append(_piece(text[start:end], [(number, marks[number].kind) for number in sorted(active)]))
    return "".join(pieces)


def _piece(text: str, covering: list[tuple[int, str]]) -> str:
    if not covering or text.isspace():
        return escape(text)
    ids = " ".join(str(number) for number, _ in covering)
    kinds = " ".join(dict.fromkeys(f"k-{kind}" for _, kind in covering))
    return f'<span class="m {kinds}" tabindex="0" data-ids="{ids}">{escape(text)}</span>'


def _marks(plan: Plan) -> Iterator[Mark]:
    for name, label in HEADER_FIELDS.items():
        found = getattr(plan.header, name)
        if found is not None:
            yield Mark(
                kind="header",
                evidence=found.evidence,
                fields=[(label, shown_header(name, found.value)), ("Quy tắc", found.rule)],
            )
    yield from (_mark("section", item, _section(item)) for item in plan.sections if item.marker)
    yield from (_mark("citation", item, _citation(item)) for item in plan.citations)
    yield from (_mark("target", item, _target(item)) for item in plan.targets)
    yield from (_mark("assignment", item, _assignment(item)) for item in plan.assignments)
    yield from (_mark("deadline", item, _deadline(item)) for item in plan.deadlines)
    for annex in plan.annexes:
        present = "có trong tệp" if annex.present else "không có trong tệp"
        yield Mark(kind="annex", evidence=annex.evidence, fields=[("Phụ lục", annex.label), ("Hiện trạng", present)])
    for abbreviation in plan.abbreviations:
        fields = [("Viết tắt", abbreviation.abbr), ("Nghĩa", abbreviation.meaning)]
        yield Mark(kind="abbreviation", evidence=abbreviation.evidence, fields=fields)
    for warning in plan.warnings:
        yield Mark(
            kind="warning", evidence=warning.evidence, fields=[("Nội dung", warning.message), ("Mã", warning.code)]
        )


def _mark(kind: str, item: Section | Citation | Target | Assignment | Deadline, fields: Fields) -> Mark:
    page = [("Trang", str(item.evidence.page))] if item.evidence.page is not None else []
    return Mark(kind=kind, evidence=item.evidence, fields=[*_stated(fields), *page, ("Quy tắc", item.rule)])


def _stated(fields: Fields) -> Fields:
    return [(name, value) for name, value in fields if value]


def _section(item: Section) -> Fields:
    return [("Mã mục", item.id), ("Tên", item.title or ""), ("Thuộc", item.parent or "")]


def _citation(item: Citation) -> Fields:
    return [
        ("Loại", item.type),
        ("Số, ký hiệu", item.symbol or ""),
        ("Ngày", shown_date(item.date)),
        ("Cơ quan", item.issuer or ""),
        ("Trích yếu", item.title or ""),
        ("Điều khoản", item.provision or ""),
        ("Cách dùng", USES[item.use]),
        ("Mục", section_name(item.section)),
    ]


def _target(item: Target) -> Fields:
    value = "" if item.value is None else f"{item.value:g}".replace(".", ",")
    upper = "" if item.upper is None else f" – {item.upper:g}".replace(".", ",")
    return [
        ("Nội dung", item.metric),
        ("Mức", f"{COMPARATORS[item.comparator]} {value}{upper} {item.unit or ''}".strip()),
        ("Kỳ", item.period or ""),
        ("Thời hạn", item.deadline or ""),
        ("So với", item.baseline or ""),
        ("Mục", section_name(item.section)),
    ]


def _assignment(item: Assignment) -> Fields:
    kind = "khuyến khích" if item.soft else "đề nghị" if item.requested else ""
    return [
        ("Vai trò", ", ".join(ROLES[role] for role in item.roles)),
        ("Ai", named_parties(item)),
        ("Việc", item.task),
        ("Tính chất", kind),
        ("Mục", section_name(item.section)),
    ]


def _deadline(item: Deadline) -> Fields:
    span = f"{item.start or '…'} – {item.end or '…'}" if item.start or item.end else ""
    return [
        ("Loại", DEADLINE_KINDS[item.kind]),
        ("Ngày", shown_date(item.date) + (" (suy ra)" if item.inferred and item.date else "")),
        ("Khoảng", span),
        ("Định kỳ", ", ".join(item.frequency)),
        ("Mục", section_name(item.section)),
    ]
