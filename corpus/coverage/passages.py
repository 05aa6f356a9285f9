"""A plan as passages: the clauses that are searched, each with its headings, its zone and its place in a list.

Passages depend on the plan alone, never on the criteria, so a store may keep them and recompute coverage without
reading a plan again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word, word
from corpus.coverage.words import Syllables, syllables
from extractors.flow import prepare
from extractors.reading import Paragraph
from schema.plan import Plan, Section, Zone
from schema.text import fold


class Part(StrEnum):
    """Which part of a plan a passage stands in. Title, bases, recipients and signature are no part: they are not read."""

    ISSUING = "issuing"  # the sentence in which the unit issues the plan
    PURPOSE = "purpose"  # mục đích, yêu cầu: may only name (R2)
    BODY = "body"
    CLOSING = "closing"
    ANNEX = "annex"


class Form(StrEnum):
    """Whether a passage is a heading or says something."""

    HEADING = "heading"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One clause or heading, ``text[start:end]`` of the plan. key: its folded syllables, abbreviations written out;
    starts: their offsets in the plan. kept: it stands in a list of criteria to keep up (R3 T2). bullet: number of the
    paragraph. row: (table, row) of an annex table."""

    start: int
    end: int
    key: str
    starts: tuple[int, ...]
    section: str | None
    part: Part
    form: Form
    kept: bool
    bullet: int
    row: tuple[int, int] | None = None


def to_json(passages: tuple[Passage, ...]) -> list[dict[str, Any]]:
    """Passages as plain data for a store."""
    return [asdict(passage) for passage in passages]


def from_json(data: list[dict[str, Any]]) -> tuple[Passage, ...]:
    """Passages from what ``to_json`` gave (also after a round trip through JSON)."""
    return tuple(
        Passage(
            start=item["start"],
            end=item["end"],
            key=item["key"],
            starts=tuple(item["starts"]),
            section=item["section"],
            part=Part(item["part"]),
            form=Form(item["form"]),
            kept=item["kept"],
            bullet=item["bullet"],
            row=tuple(item["row"]) if item["row"] else None,
        )
        for item in data
    )


def abbreviations(plan: Plan) -> dict[str, Word]:
    """What abbreviations mean in this plan: its own definitions over the general ones."""
    general = lexicon.words().abbreviations
    own = {fold(found.abbr): word(_letters(found.meaning)) for found in plan.abbreviations}
    return {**general, **{abbr: meaning for abbr, meaning in own.items() if abbr.isalnum() and 1 < len(meaning) < 9}}


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


# A clause ends at ";" or ":" or at the end of a sentence: a full stop before a capital.
_CUT = re.compile(r"[;:](?=\s|$)|[.!?](?=\s+(\w))|[.!?](?=\s*$)")
_SHORT = re.compile(r"(?:^|[\s(/])(?:TM|KT|TL|Q|TP|TX|TT|ThS|TS|Đ/c|đ/c|st|tr|Tr|số|[A-ZĐ]|\d{1,2})$")
_OPENING = re.compile(r"^[\s\-–+*•#]*(?:(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*)?")
_BASIS = re.compile(r"^\W*(căn cứ|thực hiện|theo|xét|để thực hiện|tiếp theo)\b")


@dataclass(slots=True)
class _Place:
    """Where a paragraph stands: section, its chain of headings, and the part of the plan."""

    section: Section | None
    part: Part | None


class _Outline:
    """The sections of a plan, looked up by offset."""

    def __init__(self, plan: Plan) -> None:
        self.sections = plan.sections
        self.by_id = {section.id: section for section in plan.sections}
        self.purpose = frozenset(
            section.id for section in plan.sections if section.title and is_titled(section.title, "purpose")
        )

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds ``offset``."""
        best = None
        for section in self.sections:
            if section.start > offset:
                break
            if offset < section.end and (best is None or section.end - section.start <= best.end - best.start):
                best = section
        return best

    def chain(self, section: Section | None) -> Iterator[Section]:
        """``section`` and those around it, from inside out."""
        seen = 0
        while section is not None and seen < 12:
            yield section
            section = self.by_id.get(section.parent) if section.parent else None
            seen += 1

    def part(self, section: Section | None) -> Part | None:
        """The part of the plan; None for what is not read."""
        if section is None:
            return None
        if section.id in (Zone.RECIPIENTS, Zone.SIGNATURE):
            return None
        if section.id == Zone.PREAMBLE:
            return Part.ISSUING
        if section.id == Zone.CLOSING or section.id.endswith(".END"):
            return Part.CLOSING
        chain = [found.id for found in self.chain(section)]
        if chain[-1].startswith("PL"):
            return Part.ANNEX
        return Part.PURPOSE if self.purpose & set(chain) else Part.BODY


def is_titled(title: str, kind: str) -> bool:
    """Whether a heading consists of the words of ``kind`` alone ("Mục đích, yêu cầu" for "purpose")."""
    rest = " ".join(re.findall(r"\w+", fold(title)))
    for phrase in sorted(lexicon.tasks().titles[kind], key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(phrase)}\b", "", rest)
    return not re.sub(r"\b(và|của|chung|cụ thể|các|cần|đạt)\b|\W|_", "", rest)


def prepare_passages(plan: Plan) -> tuple[Passage, ...]:
    """The passages of ``plan`` in order: what coverage searches. Pure; works from the stored text and items alone."""
    reading = prepare(plan.document)
    outline = _Outline(plan)
    meanings = abbreviations(plan)
    headings = {
        section.evidence.start: section
        for section in plan.sections
        if section.title and outline.part(section) is not None
    }
    issuing = _issuing(reading.paragraphs, reading.flow, outline)
    found: list[Passage] = []
    for number, paragraph in enumerate(reading.paragraphs):
        part = outline.part(outline.at(paragraph.start))
        if part is None or (part is Part.ISSUING and paragraph is not issuing):
            continue
        heading = _heading_in(headings, paragraph)
        kept_from = _keep_up(reading.folded, paragraph)
        for start, end, form in _clauses(reading.flow, paragraph, heading):
            read = syllables(reading.flow[start:end], meanings)
            if read.words:
                found.append(
                    _passage(
                        start,
                        end,
                        read,
                        outline,
                        part,
                        form,
                        kept_from is not None and start >= kept_from,
                        number,
                        paragraph,
                    )
                )
    return tuple(found)


def _passage(
    start: int,
    end: int,
    read: Syllables,
    outline: _Outline,
    part: Part,
    form: Form,
    kept: bool,
    number: int,
    paragraph: Paragraph,
) -> Passage:
    section = outline.at(start)
    return Passage(
        start=start,
        end=end,
        key=" ".join(read.words),
        starts=tuple(start + offset for offset in read.starts),
        section=section.id if section else None,
        part=part,
        form=form,
        kept=kept,
        bullet=number,
        row=(paragraph.cell.table, paragraph.cell.row) if paragraph.cell else None,
    )


def _issuing(paragraphs: tuple[Paragraph, ...], flow: str, outline: _Outline) -> Paragraph | None:
    """The paragraph that issues the plan: the last of the preamble, bases aside."""
    found = None
    for paragraph in paragraphs:
        if outline.part(outline.at(paragraph.start)) is Part.ISSUING and not _BASIS.match(
            fold(flow[paragraph.start : paragraph.end])
        ):
            found = paragraph
    return found


def _heading_in(headings: Mapping[int, Section], paragraph: Paragraph) -> Section | None:
    for start, section in headings.items():
        if paragraph.start <= start < paragraph.end:
            return section
    return None


def _clauses(flow: str, paragraph: Paragraph, heading: Section | None) -> Iterator[tuple[int, int, Form]]:
    """The heading of a paragraph, if it has one, then its clauses."""
    start = paragraph.start
    if heading is not None:
        end = min(heading.evidence.end, paragraph.end)
        yield *_trim(flow, start, end), Form.HEADING
        start = end
    text = flow[start : paragraph.end]
    last = 0
    for cut in _CUT.finditer(text):
        if _ends(text, last, cut) and text[last : cut.end()].strip(" .;:"):
            yield *_trim(flow, start + last, start + cut.start()), Form.CLAUSE
            last = cut.end()
    if text[last:].strip(" .;:/*"):
        yield *_trim(flow, start + last, paragraph.end), Form.CLAUSE


def _ends(text: str, last: int, cut: re.Match[str]) -> bool:
    """Whether the mark ends a clause; the full stop of "TM. Ủy ban" or "1. Tổ chức" does not."""
    following = cut.group(1)
    if following is None:
        return True
    return following.isupper() and not _SHORT.search(text[max(last, cut.start() - 6) : cut.start()])


def _trim(flow: str, start: int, end: int) -> tuple[int, int]:
    opening = _OPENING.match(flow[start:end])
    if opening and opening.end() < end - start:
        start += opening.end()
    while end > start + 1 and (flow[end - 1].isspace() or flow[end - 1] in ";:."):
        end -= 1
    return start, end


def _keep_up(folded: str, paragraph: Paragraph) -> int | None:
    """Where the items of a keep-up list begin: behind the colon of "Tiếp tục quan tâm các tiêu chí ... về:"."""
    text = folded[paragraph.start : paragraph.end]
    words = lexicon.tasks()
    for colon in re.finditer(r":", text):
        lead = re.split(r"[.;:]\s", text[: colon.start()])[-1]
        if any(opener in lead for opener in words.keep_openers) and any(
            re.search(rf"\b{re.escape(target)}\b", lead) for target in words.keep_objects
        ):
            return paragraph.start + colon.end()
    return None
