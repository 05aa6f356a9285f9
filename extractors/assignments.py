"""Assignments: who is given what, by role, read from the logical paragraphs of a Reading.

Reads ``Reading.flow``, ``folded``, ``paragraphs`` and ``sections``; writes Assignments ordered by where they stand.
Task tables are read by ``extractors.task_tables`` and come out as assignments here, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.assignments_headings import Heading, Headings, Hearing
from extractors.assignments_roles import clause_roles, label_roles
from extractors.assignments_subjects import Subject, Subjects
from extractors.assignments_words import RoleWords, role_words
from extractors.clauses import clauses
from extractors.assignments_slots import labelled_slots, next_label, slot_parties
from extractors.parties import PartySpan
from extractors.reading import Paragraph, Reading
from extractors.task_tables import table_assignments, task_rows
from schema.plan import Assignment, Party, Role, Section, Zone
from schema.text import squeeze

_MARKER = re.compile(
    r"[\s*#|]*(?:(?:[-–—+*•▪·]\s*)?(?:\(?(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđ])[.)]|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)"
    r"|(?:Điều|ĐIỀU|Mục|Khoản)\s+\w+[.:]))?[\s*]*[-–—+*•▪·]?\s*"
)
_CLOSING = re.compile(
    r"(?:trên đây|trong quá trình|quá trình (?:triển khai|tổ chức|thực hiện)|nơi nhận|căn cứ kế hoạch này|"
    r"(?:yêu cầu|đề nghị) (?:các|thủ trưởng|lãnh đạo|ubnd|ủy ban))"
)
_PREAMBLE = re.compile(r"(?:căn cứ|xét|theo đề nghị|theo tờ trình|kính gửi)(?!\w)")
_ISSUES = re.compile(r"(?:ban hành|xây dựng)\s+kế hoạch[^\n]{0,600}(?:như sau|sau đây)\s*:?\s*\Z")
_COLLECTOR = re.compile(r"(?<!\w)(?:qua|thông qua)\s+")
_COLLECTS = re.compile(r"\s*(?:để\s+)?(?:theo dõi\s*,\s*)?(?:tổng hợp)(?!\w)")
_WITH = re.compile(r"phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)\s+")
_SENTENCE_END = ".!?"
_FEW_WORDS = 3
# Clauses of one sentence stay together while they tell the same kind of role.
_KIN = {role: Role.EXECUTE if role is Role.LEAD else role for role in Role}
_NATURE = {"DOAN_KIEM_TRA": Role.MONITOR}  # what a body does by its nature


def assignments(reading: Reading) -> tuple[Assignment, ...]:
    """All assignments of the document, ordered by where they stand. No text makes it raise."""
    subjects = Subjects(reading)
    walk = _Walk(reading, subjects)
    found = [item for paragraph in reading.paragraphs for item in walk.paragraph(paragraph)]
    found.extend(table_assignments(reading, task_rows(reading)))
    found.sort(key=lambda item: (item.evidence.start, item.evidence.end))
    return tuple(found)


@dataclass(slots=True)
class _Piece:
    """A clause ``[start, end)`` and the sign that ends it ("" at the end of the paragraph)."""

    start: int
    end: int
    sign: str


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An assignment that may still grow over the next clauses."""

    start: int
    end: int
    task: int
    parties: tuple[PartySpan, ...]
    inherited: Subject | None
    roles: tuple[Role, ...]
    first: Role
    rule: str
    requested: bool = False
    soft: bool = False
    closed: bool = False


@dataclass(slots=True)
class _Nest:
    """The subjects of intros ("Phòng Nội vụ:") that hold for the bullets below, within one section."""

    section: int | None = None
    intro: Subject | None = None
    bullets: list[tuple[str, Subject | None]] = field(default_factory=list)

    def enter(self, section: Section | None, paragraph: Paragraph) -> None:
        key = section.start if section is not None else None
        if key != self.section:
            self.section, self.intro, self.bullets = key, None, []
        if paragraph.bullet is None:
            self.bullets = []
            return
        levels = [bullet for bullet, _ in self.bullets]
        if paragraph.bullet in levels:
            del self.bullets[levels.index(paragraph.bullet) :]
        self.bullets.append((paragraph.bullet, None))

    def keep(self, subject: Subject) -> None:
        if self.bullets:
            self.bullets[-1] = (self.bullets[-1][0], subject)
        else:
            self.intro = subject

    def subject(self) -> Subject | None:
        for _, subject in reversed(self.bullets):
            if subject is not None:
                return subject
        return self.intro


class _Walk:
    """Goes through the paragraphs of one Reading in order."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        self.reading = reading
        self.folded = reading.folded
        self.subjects = subjects
        self.headings = Headings(reading, subjects)
        self.words: RoleWords = role_words()
        self.nest = _Nest()

    def paragraph(self, paragraph: Paragraph) -> list[Assignment]:
        """The assignments of one paragraph."""
        if paragraph.cell is not None or paragraph.tabular:
            return []
        section = self.reading.section_at(paragraph.start)
        heading = self.headings.above(section)
        begin = self._content(paragraph)
        if heading.hearing is Hearing.NONE or begin >= paragraph.end or self._is_preamble(begin, paragraph.end):
            return []
        if section is not None and section.id.endswith(Zone.CLOSING):
            heading = Heading()
        self.nest.enter(section, paragraph)
        drafts = self._labelled(paragraph, begin, heading)
        if drafts is None:
            drafts = self._spoken(paragraph, begin, heading, section)
        items = [self._finished(draft, section) for draft in drafts]
        return items + [self._finished(draft, section) for draft in self._collectors(begin, paragraph.end)]

    def _content(self, paragraph: Paragraph) -> int:
        match = _MARKER.match(self.reading.flow, paragraph.start, paragraph.end)
        return match.end() if match else paragraph.start

    def _is_preamble(self, begin: int, end: int) -> bool:
        """Căn cứ lines and "UBND xã ban hành Kế hoạch … như sau:", where no section tells them apart."""
        if not self.reading.sections and _PREAMBLE.match(self.folded, begin, end):
            return True
        return _ISSUES.search(self.folded, begin, end) is not None and ":" in self.folded[end - 3 : end]

    # Labels: "- Chủ trì: X", "Cơ quan phối hợp: X, Y", and the bullets below "Cơ quan chủ trì".

    def _labelled(self, paragraph: Paragraph, begin: int, heading: Heading) -> list[_Draft] | None:
        label = self.words.label.match(self.folded, begin, paragraph.end)
        if label is not None and label.group("stop") == ":":
            return self._label_line(paragraph, begin, paragraph.end)
        if heading.roles:
            return self._label_block(paragraph, begin, heading.roles)
        return self._inline_labels(begin, paragraph.end) or None

    def _label_line(self, paragraph: Paragraph, begin: int, end: int) -> list[_Draft] | None:
        drafts = [self._slot(*slot) for slot in labelled_slots(self.reading, begin, end)]
        if drafts and drafts[0] is not None and paragraph.bullet is not None:
            drafts[0].start = paragraph.start
        return [draft for draft in drafts if draft is not None] or None

    def _slot(self, start: int, end: int, roles: tuple[Role, ...]) -> _Draft | None:
        """The parties in a place where parties are expected; other words stand as a party of their own."""
        while start < end and self.folded[start].isspace():
            start += 1
        stop = end
        while stop > start and self.folded[stop - 1] in " \n;,(":
            stop -= 1
        parties = slot_parties(self.reading, start, stop)
        if not parties:
            return None
        return _Draft(
            start=start, end=stop, task=parties[-1].end, parties=parties, inherited=None, roles=roles, first=roles[0],
            rule="label", closed=True,
        )  # fmt: skip

    def _label_block(self, paragraph: Paragraph, begin: int, roles: tuple[Role, ...]) -> list[_Draft] | None:
        label = self.words.label.match(self.folded, begin, paragraph.end)
        if label is not None and not self.folded[label.end() : paragraph.end].strip():
            return []
        section = self.reading.section_at(paragraph.start)
        if section is not None and section.evidence.end >= paragraph.end:
            return []
        draft = self._slot(begin, paragraph.end, roles) if self.folded[begin] != "(" else None
        if draft is None:
            return None
        draft.start, draft.rule = paragraph.start, "label_block"
        return [draft]

    def _inline_labels(self, begin: int, end: int) -> list[_Draft]:
        """ "(Chủ trì: Phòng Nội vụ; phối hợp: các đơn vị)" behind a task."""
        drafts: list[_Draft] = []
        for match in re.finditer(r"[(.;]\s*", self.folded[begin:end]):
            position = begin + match.end()
            if drafts and position < drafts[-1].end:
                continue
            label = self.words.label.match(self.folded, position, end)
            if label is None or label.group("stop") != ":":
                continue
            close = self.folded.find(")", label.end(), end)
            stop = close if match.group().startswith("(") and close >= 0 else end
            stop = min(stop, next_label(self.reading, label.end(), stop), self._piece_end(label.end(), stop))
            draft = self._slot(position, stop, label_roles(self.folded, position, label.end()))
            if draft is not None:
                drafts.append(draft)
        return drafts

    def _piece_end(self, start: int, end: int) -> int:
        match = re.compile(r"[;)]|\.(?=\s|\Z)").search(self.folded, start, end)
        return match.start() if match else end

    # Sentences.

    def _pieces(self, begin: int, end: int) -> Iterator[_Piece]:
        held: _Piece | None = None
        for start, stop in clauses(self.reading, begin, end):
            piece = _Piece(start, stop, self.reading.flow[stop] if stop < end else "")
            if held is not None:
                piece.start = held.start
            text = self.folded[piece.start : piece.end]
            held = piece if text.count("(") > text.count(")") and len(text) < 600 else None  # noqa: PLR2004
            if held is None:
                yield piece
        if held is not None:
            yield held

    def _spoken(self, paragraph: Paragraph, begin: int, heading: Heading, section: Section | None) -> list[_Draft]:
        inherited = None if _CLOSING.match(self.folded, begin) else (self.nest.subject() or heading.subject)
        if heading.hearing is Hearing.ORDERS:
            inherited = None
        speech = _Speech(self, inherited, heading.hearing)
        pieces = list(self._pieces(begin, paragraph.end))
        alone = self._alone(pieces, paragraph, begin)
        if alone is not None:
            self.nest.keep(alone)
            return []
        for piece in pieces:
            speech.hear(piece)
        intro = speech.intro(pieces)
        if intro is not None:
            self.nest.keep(intro)
        return speech.drafts

    def _alone(self, pieces: list[_Piece], paragraph: Paragraph, begin: int) -> Subject | None:
        """The subject of a paragraph that is nothing but a party: what follows below speaks of it."""
        if not pieces or (pieces[-1].sign not in (":", "") and paragraph.bullet is not None):
            return None
        subject = self.subjects.heading(begin, pieces[-1].end)
        return subject

    def _collectors(self, begin: int, end: int) -> list[_Draft]:
        """ "(qua công chức VP-TK để tổng hợp)": the one who collects the reports."""
        drafts = []
        for match in _COLLECTOR.finditer(self.folded, begin, end):
            listed = self.subjects.list_at(match.end(), end)
            collects = _COLLECTS.match(self.folded, listed[-1].end, end) if listed else None
            if collects is not None:
                drafts.append(
                    _Draft(
                        start=match.start(), end=collects.end(), task=listed[-1].end, parties=listed, inherited=None,
                        roles=(Role.REPORT,), first=Role.REPORT, rule="collector", closed=True,
                    )
                )  # fmt: skip
        return drafts

    def _finished(self, draft: _Draft, section: Section | None) -> Assignment:
        inherited = None
        if draft.inherited is not None:
            inherited = self.reading.cite(draft.inherited.parties[0].start, draft.inherited.parties[-1].end)
        end = draft.end
        if end < len(self.reading.flow) and self.reading.flow[end] in _SENTENCE_END:
            end += 1
        task = squeeze(self.reading.flow[draft.task : draft.end].strip(" ,:;.-"))
        return Assignment(
            roles=draft.roles,
            parties=tuple(
                Party(text=squeeze(self.reading.text[party.start : party.end]), code=party.code, inherited=inherited)
                for party in draft.parties
            ),
            task=task or squeeze(self.reading.flow[draft.start : draft.end]),
            section=section.id if section is not None else None,
            evidence=self.reading.cite(draft.start, end),
            rule=draft.rule,
            soft=draft.soft or self.words.soft.search(self.folded, draft.start, draft.end) is not None,
            requested=draft.requested,
        )


class _Speech:
    """The sentences of one paragraph, heard clause by clause."""

    def __init__(self, walk: _Walk, inherited: Subject | None, hearing: Hearing) -> None:
        self.walk = walk
        self.folded = walk.folded
        self.subjects = walk.subjects
        self.inherited = inherited
        self.hearing = hearing
        self.running: Subject | None = None  # named in this paragraph
        self.anchor: int | None = None  # a run-in party whose words open the evidence of the next clause
        self.fresh = True  # at the start of a sentence
        self.pending: tuple[PartySpan, ...] = ()
        self.drafts: list[_Draft] = []

    def hear(self, piece: _Piece) -> None:
        """Take one clause in."""
        if not self._run_in(piece):
            subject = self.subjects.find(piece.start, piece.end, governed=self.running is not None or self.inherited is not None)
            if subject is not None and self._heard(subject):
                self._explicit(piece, subject)
            elif piece.sign != ":" or self.drafts:
                self._going_on(piece)
        self.fresh = piece.sign in ("", *_SENTENCE_END, ":")
        if piece.sign in ("", *_SENTENCE_END) and self.drafts:
            self.drafts[-1].closed = True

    def _heard(self, subject: Subject) -> bool:
        return self.hearing is Hearing.ALL or subject.rule in {"told", "told_inside", "told_by"}

    def _run_in(self, piece: _Piece) -> bool:
        """Whether the clause is a party alone before ":" or ";" ("Giao phòng Nội vụ:", "Sở Y tế; Sở Nội vụ:")."""
        if piece.sign not in (":", ";"):
            return False
        subject = self.subjects.heading(piece.start, piece.end)
        if subject is None and piece.sign == ":":
            subject = self._open_order(piece)
        if subject is None or self.hearing is not Hearing.ALL:
            return False
        if piece.sign == ";":
            self.pending += subject.parties
            return True
        self.running = replace(subject, parties=self.pending + subject.parties)
        self.pending = ()
        self.anchor = piece.start
        return True

    def _open_order(self, piece: _Piece) -> Subject | None:
        """ "Phòng Nội vụ có trách nhiệm:": the tasks come behind the colon."""
        subject = self.subjects.find(piece.start, piece.end, governed=False)
        if subject is None or not subject.leading:
            return None
        rest = self.folded[subject.after : piece.end].strip(" ,:")
        return subject if len(rest.split()) <= 8 or rest.endswith(("sau", "sau đây")) else None  # noqa: PLR2004

    def _explicit(self, piece: _Piece, subject: Subject) -> None:
        roles, first = clause_roles(self.folded, subject.after, piece.end)
        nature = tuple(_NATURE[party.code] for party in subject.parties if party.code in _NATURE)
        roles = tuple(role for role in Role if role in roles or role in nature)
        if subject.leading:
            self.running = subject
        self.anchor = None
        self.drafts.append(
            _Draft(
                start=subject.start, end=piece.end, task=subject.after, parties=subject.parties + self._partners(subject, piece, roles),
                inherited=None, roles=roles, first=first, rule=subject.rule, requested=subject.requested,
                soft=subject.soft, closed=not subject.leading,
            )
        )  # fmt: skip

    def _partners(self, subject: Subject, piece: _Piece, roles: tuple[Role, ...]) -> tuple[PartySpan, ...]:
        """Those with whom the lead works together: "chủ trì, phối hợp với Y"."""
        if Role.LEAD not in roles:
            return ()
        match = _WITH.search(self.folded, subject.after, piece.end)
        listed = self.subjects.list_at(match.end(), piece.end) if match else ()
        return tuple(party for party in listed if party not in subject.parties)

    def _going_on(self, piece: _Piece) -> None:
        subject = self.running or self.inherited
        if subject is None or not self._is_task(piece):
            return
        roles, first = clause_roles(self.folded, piece.start, piece.end)
        last = self.drafts[-1] if self.drafts else None
        if last is not None and not last.closed and _KIN[last.first] is _KIN[first] and self.anchor is None:
            last.end = piece.end
            last.roles = tuple(role for role in Role if role in roles or role in last.roles)
            return
        start = self.anchor if self.anchor is not None else piece.start
        outside = subject is self.inherited or self.anchor is None
        self.anchor = None
        self.drafts.append(
            _Draft(
                start=start, end=piece.end, task=piece.start,
                parties=subject.parties + self._partners(replace(subject, after=piece.start), piece, roles),
                inherited=subject if outside else None, roles=roles, first=first, rule="inherited" if outside else "run_in",
                requested=subject.requested, soft=subject.soft,
            )
        )  # fmt: skip

    def _is_task(self, piece: _Piece) -> bool:
        words = self.walk.words
        if words.fact.match(self.folded, piece.start, piece.end) and not words.verb.match(self.folded, piece.start, piece.end):
            return False
        if len(self.folded[piece.start : piece.end].split()) < _FEW_WORDS:
            return False
        if self.running is not None and self.anchor is None and self.fresh:
            return self._begins_with_verb(piece)
        return True

    def _begins_with_verb(self, piece: _Piece) -> bool:
        words = self.walk.words
        if words.predicate.match(self.folded, piece.start, piece.end):
            return True
        lead_in = words.lead_in.match(self.folded, piece.start, piece.end)
        return lead_in is not None and words.verb.search(self.folded, lead_in.end(), piece.end) is not None

    def intro(self, pieces: list[_Piece]) -> Subject | None:
        """The subject that holds for the bullets below, where the paragraph ends in ":"."""
        if not pieces or pieces[-1].sign != ":":
            return None
        if self.drafts and self.drafts[-1].end == pieces[-1].end and self.drafts[-1].inherited is not None:
            self.drafts.pop()
        return self.running
