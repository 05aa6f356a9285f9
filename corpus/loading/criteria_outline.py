"""A criteria set from the outline that a district attaches to its plan: what every commune is to report on.

Such an annex ("ĐỀ CƯƠNG ...") has numbered headings, most of them areas, and bullets below them. Every bullet is
a criterion of the heading above it; headings that only divide an area ("a) Kết quả đạt được") pass their bullets on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.loading.criteria_table import LoadedCriteria
from corpus.loading.grid import LoadError
from schema.criteria import Area, CriteriaSet, Criterion
from schema.plan import Plan, Section
from schema.text import fold

_BULLET = re.compile(r"(?m)^[ \t]*[-–+•*][ \t]+(?=\S)")
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[1-9]\d{0,2}[ \t]*$")  # not the "01" of a date
_BROKEN_SYMBOL = re.compile(r"(?<=[A-ZĐ]-)\s*\n\s*(?=[A-ZĐ])")  # "NĐ-" at the end of a line, "CP" on the next
_DIVIDER = re.compile(
    r"^(?:(?:những |các )?(?:kết quả|tồn tại|hạn chế|nguyên nhân|khó khăn|thuận lợi|ưu điểm|khuyết điểm)\b)"
)
_OUTLINE = re.compile(r"đề cương|nội dung báo cáo|nội dung kiểm tra|mẫu báo cáo")
_SHORTEST = 8  # letters; less is a stray mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An annex that can be loaded: the id of its section, what it calls itself, how many criteria it gives."""

    annex_id: str
    title: str
    criteria: int


def outlines(plan: Plan) -> tuple[Outline, ...]:
    """The annexes of ``plan`` that are outlines, the one with most criteria first."""
    found = []
    for annex in _annexes(plan):
        head = fold(plan.document.text[annex.start : annex.start + 400])
        count = len(list(_bullets(plan, annex)))
        if count > 1 and _OUTLINE.search(" ".join(head.split())):
            found.append(Outline(annex_id=annex.id, title=_annex_title(plan, annex), criteria=count))
    return tuple(sorted(found, key=lambda outline: -outline.criteria))


def criteria_from_outline(plan: Plan, annex_id: str, *, set_id: str | None = None) -> LoadedCriteria:
    """The set in the annex ``annex_id`` ("PL2") of ``plan``. Raises LoadError where it holds no outline."""
    annex = next((section for section in _annexes(plan) if section.id == annex_id), None)
    if annex is None:
        known = ", ".join(f"“{section.id}”" for section in _annexes(plan)) or "không có phụ lục nào"
        raise LoadError(
            f"{plan.document.source.name}: không có phụ lục “{annex_id}” (có: {known}).", "Hãy chọn phụ lục khác."
        )
    grouped: dict[str, tuple[Section | None, list[str]]] = {}
    for heading, bullet in _bullets(plan, annex):
        key = heading.id if heading else annex.id
        grouped.setdefault(key, (heading, []))[1].append(bullet)
    if not grouped:
        raise LoadError(
            f"{plan.document.source.name}: phụ lục “{annex_id}” không có gạch đầu dòng nào.", "Hãy chọn phụ lục khác."
        )
    areas, criteria = _built(plan, annex, tuple(grouped.values()))
    return LoadedCriteria(
        criteria_set=CriteriaSet(
            id=set_id or annex_id.lower(),
            title=_annex_title(plan, annex),
            basis=_basis(plan),
            years=() if plan.header.plan_year is None else (plan.header.plan_year.value,),
            areas=areas,
            criteria=criteria,
        )
    )


def _built(
    plan: Plan, annex: Section, groups: Sequence[tuple[Section | None, list[str]]]
) -> tuple[tuple[Area, ...], tuple[Criterion, ...]]:
    areas: list[Area] = []
    criteria: list[Criterion] = []
    used: set[str] = set()
    for number, (heading, bullets) in enumerate(groups, start=1):
        code = _number(heading) if heading else None
        code = code if code is not None and code not in used else f"{number}"
        while code in used:
            code += "'"
        used.add(code)
        name = (heading.title or heading.evidence.quote) if heading else _annex_title(plan, annex)
        areas.append(Area(code=code, name=_one_line(name)))
        for position, bullet in enumerate(bullets, start=1):
            criteria.append(
                Criterion(code=f"{code}.{position}", parent=code, name=bullet, sources=(f"{annex.id}: {bullet[:60]}",))
            )
    return tuple(areas), tuple(criteria)


def _annexes(plan: Plan) -> tuple[Section, ...]:
    """The top sections of the annexes: ids of one step that begin with PL."""
    return tuple(s for s in plan.sections if s.id.startswith("PL") and "." not in s.id)


def _bullets(plan: Plan, annex: Section) -> Iterator[tuple[Section | None, str]]:
    """Every bullet of the annex with the heading that it belongs to, dividers skipped."""
    inside = [s for s in plan.sections if annex.start <= s.start < annex.end and s.id != annex.id]
    by_id = {section.id: section for section in inside}
    cuts = sorted({*(section.start for section in inside), annex.end})
    text = plan.document.text
    for match in _BULLET.finditer(text, annex.start, annex.end):
        end = min(cut for cut in cuts if cut > match.start())
        following = _BULLET.search(text, match.end(), end)
        bullet = _one_line(_PAGE_NUMBER.sub("", text[match.end() : following.start() if following else end]))
        if sum(map(str.isalpha, bullet)) >= _SHORTEST:
            yield _heading(inside, by_id, match.start()), bullet.rstrip(" .;:")


def _heading(inside: Sequence[Section], by_id: dict[str, Section], offset: int) -> Section | None:
    holders = [section for section in inside if section.start <= offset < section.end]
    section = max(holders, key=lambda s: (s.level, s.start), default=None)
    while section is not None and _divides(section) and section.parent in by_id:
        section = by_id[section.parent]
    return section


def _divides(section: Section) -> bool:
    return section.title is None or _DIVIDER.match(" ".join(fold(section.title).split())) is not None


def _number(section: Section) -> str | None:
    marker = (section.marker or "").strip(" .):")
    return marker or None


def _annex_title(plan: Plan, annex: Section) -> str:
    title = annex.title or annex.evidence.quote
    return _one_line(title)


def _basis(plan: Plan) -> str | None:
    issuer, symbol = plan.header.issuer, plan.header.symbol
    parts = [found.value for found in (symbol, issuer) if found is not None]
    return "Kèm theo kế hoạch " + " của ".join(parts) if parts else None


def _one_line(text: str) -> str:
    return " ".join(_BROKEN_SYMBOL.sub("", text).split())
