"""What the headings above a paragraph say about its assignments: a party, a role, or that none are given."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from extractors.assignments_behind import Subject
from extractors.assignments_roles import label_roles
from extractors.assignments_subjects import UNKNOWN_BODIES, Subjects
from extractors.assignments_words import role_words
from extractors.parties_span import PartySpan
from extractors.reading import Reading
from extractors.retrospect import looks_ahead, looks_back
from schema.plan import Role, Section, Zone
from schema.text import fold

_TITLE_REACH = 160
_NAME_WORDS = 10
ABOUT = "about_heading"  # the rule of a heading "Đối với …", of which the words are no task
_ABOUT = re.compile(r"đối với\s[^:]*\Z")
# A heading that lists work: "d) Các hoạt động chính".
_WORK = re.compile(
    r"(?:(?:các|một số|những)\s+)?(?:hoạt động|nhiệm vụ|giải pháp|biện pháp|công việc)"
    r"(?:\s+(?:chính|chủ yếu|trọng tâm|cụ thể|cần thực hiện|thực hiện))*\s*"
)
# What names a field of work as well as those who work in it; a body of these has a name of its own.
_FIELD = re.compile(
    r"(?:(?:các|những)\s+)?(?:doanh nghiệp|hợp tác xã|cơ sở|hộ|văn h(?:óa|oá)|thể thao|du lịch|tư pháp|lao động"
    r"|địa chính|xây dựng|tài chính|kế toán|thống kê|nông nghiệp|y tế|giáo dục|công thương|nội vụ|thanh niên|phụ nữ)"
    r"(?!\w)"
)
_FIELD_WORDS = 4
# Which of them are meant may take a line: "Các doanh nghiệp hoạt động trong …".
_SEVERAL = re.compile(r"(?:các|những)\s")
# What is to be done stands below, and only then who does it: "Nhiệm vụ cụ thể và phân công trách nhiệm".
_TASKS_FIRST = re.compile(
    r"(?:(?:các|một số|những)\s+)?(?:nội dung|nhiệm vụ|giải pháp)(?!\w)[^\n]*?(?:phân công|tổ chức)"
)
# A whole part of a plan, no label of those who act: "III. THỰC HIỆN".
_PARTS = frozenset({"thực hiện", "triển khai thực hiện", "phân công thực hiện"})
# What a heading says of a body that is told its tasks below.
_ACTS = re.compile(
    r"(?:\s+[^\s.;:,]+){0,4}?\s+(?P<verb>(?:làm\s+)?chủ trì|chỉ đạo|phối hợp|có (?:trách nhiệm|nhiệm vụ)"
    r"|tham mưu|giúp|hướng dẫn|thực hiện)(?!\w)"
    r"(?:[\s,;]+[^\s.;:]+){0,24}"
)
_DUTY_TITLE = re.compile(r"(?:trách nhiệm|nhiệm vụ)(?: cụ thể)? của(?!\w)")
# Below it stands what is looked at, under the names of those who are visited: "1. Nội dung kiểm tra", "1.2. Kiểm tra
# kết quả thực hiện".
_INSPECTS = re.compile(
    r"(?:(?:các|những)\s+)?nội dung\s+(?:tự\s+|cần\s+)?(?:kiểm tra|giám sát|thanh tra|phúc tra|khảo sát)(?!\w)"
    r"|(?:kiểm tra|giám sát|thanh tra|phúc tra|khảo sát)\s+(?:việc|kết quả|tình hình|công tác|hoạt động)(?!\w)"
)
_SILENT_ZONES = frozenset({"HDR", Zone.PREAMBLE, Zone.RECIPIENTS, Zone.SIGNATURE})


def names_duty(folded: str, start: int, end: int) -> bool:
    """Whether a title tells whose tasks stand below: "Nhiệm vụ của …"."""
    return _DUTY_TITLE.match(folded, start, end) is not None


class Hearing(StrEnum):
    """How a section's text is heard: every sentence, orders in words only ("Mời …"), or not at all."""

    ALL = "all"
    ORDERS = "orders"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the nearest headings say. subject: the inherited party; roles: of a label heading ("Cơ quan chủ trì").

    owner: whose the label heading is: the body under which "Chủ trì, phối hợp" stands over those it works with.
    topic: its words name what is dealt with, no body, though they might. organises: it stands below "Tổ chức thực hiện"
    or "Phân công nhiệm vụ", where bodies are told their tasks. inspects: it stands below "Nội dung kiểm tra", where
    bodies are told what of theirs is looked at.
    """

    hearing: Hearing = Hearing.ALL
    organises: bool = False
    inspects: bool = False
    subject: Subject | None = None
    roles: tuple[Role, ...] = ()
    owner: Subject | None = None
    title: str | None = None
    topic: bool = False


class Headings:
    """The headings of one Reading, each read once."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        self.reading = reading
        self.subjects = subjects
        self._by_id: dict[str, list[Section]] = {}
        for section in reading.sections:
            self._by_id.setdefault(section.id, []).append(section)
        # A text without a single numbered item is all preamble to the outline; its sentences are heard all the same.
        self.numbered = any(section.marker for section in reading.sections)
        self._read: dict[tuple[str, int], Heading] = {}

    def above(self, section: Section | None) -> Heading:
        """What ``section`` and the sections around it say about a paragraph inside."""
        if section is None:
            return Heading(hearing=Hearing.NONE if self.reading.sections else Hearing.ALL)
        key = (section.id, section.start)
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = self._combined(section)
        return known

    def parent(self, section: Section) -> Section | None:
        """The section around ``section``."""
        candidates = self._by_id.get(section.parent, []) if section.parent is not None else []
        around = [item for item in candidates if item.start <= section.start and item is not section]
        return around[-1] if around else None

    def _combined(self, section: Section) -> Heading:
        own = self._own(section)
        parent = self.parent(section)
        if parent is None or (parent.start, parent.id) == (section.start, section.id):
            return own
        around = self.above(parent)
        topic = own.subject is not None and not (own.organises or around.organises) and self._is_topic(section)
        if topic:
            own = replace(own, subject=None)
        told = own.subject is not None and own.subject.rule == "party_told" and self._is_sentence(section)
        if told and around.subject is not None:
            own = replace(own, subject=None)  # "1.2. Đôn đốc các phòng." below the body that does so
        elif own.subject is None and around.subject is not None and not own.roles:
            own = replace(own, subject=self._narrowed(section))
        return Heading(
            hearing=self._heard(section, around.hearing, own.hearing),
            organises=own.organises or around.organises,
            inspects=own.inspects or around.inspects,
            subject=own.subject or (around.subject if not own.roles else None),
            roles=own.roles or (around.roles if own.subject is None else ()),
            owner=around.subject if own.roles else None,
            title=own.title if own.title and not own.roles and not own.subject else around.title,
            topic=topic,
        )

    def _is_topic(self, section: Section) -> bool:
        """Whether the heading names what is dealt with, no body, though its word stands for one elsewhere:
        "9. Doanh nghiệp số" among headings that name none."""
        start, end = self.bare(section)
        words = self.reading.flow[start:end].split()
        named = any(word[:1].isupper() for word in words[1:]) or len(words) > _FIELD_WORDS
        if named or _FIELD.match(self.reading.folded, start, end) is None:
            return False
        others = [item for item in self.reading.sections if item.parent == section.parent and item is not section]
        return not any(item.title and self.subjects.heading(*self.bare(item)) for item in others)

    def _is_sentence(self, section: Section) -> bool:
        """Whether the item ends in a full stop and has nothing below it."""
        return self.reading.folded.startswith(".", self.bare(section)[1]) and section.end <= section.evidence.end + 2

    def _narrowed(self, section: Section) -> Subject | None:
        """The body that a heading below another body's opens with: "1. Thành viên Ban Chỉ đạo", "1.2. Sở Y tế và …"."""
        start, end = self.bare(section)
        heads = section.title is not None and section.end > section.evidence.end + 2
        return self.subjects.topic(start, end) if heads and self.reading.folded[end : end + 1] != "." else None

    def _heard(self, section: Section, around: Hearing, own: Hearing) -> Hearing:
        """How a section is heard within another: what looks back silences all below it but the remedies, and a scope or
        an aim does not silence the work that is listed below it ("II. MỤC TIÊU … d) Các hoạt động chính")."""
        if own is Hearing.ALL:
            ahead = looks_ahead if around is Hearing.NONE else _WORK.fullmatch
            return own if ahead(self.reading.folded, *self.bare(section)) else around
        return Hearing.NONE if Hearing.NONE in (around, own) else own

    def _own(self, section: Section) -> Heading:
        zone = section.id.rpartition(".")[2]
        if zone in _SILENT_ZONES and (self.numbered or zone != Zone.PREAMBLE):
            return Heading(hearing=Hearing.NONE)
        start, end = self.bare(section)
        if section.title is None or start >= end:
            return Heading()
        folded = self.reading.folded
        words = role_words()
        hearing = self._hearing(start, end)
        named = fold(section.title)
        inspects = _INSPECTS.match(folded, start, end) is not None
        organises = words.organisation.search(named) is not None and _TASKS_FIRST.match(named) is None
        label = words.label.match(folded, start, end)
        if (
            label is not None
            and words.block.search(folded, start, label.end())
            and not folded[label.end() : end].strip(" .:*")
            and not self._is_sentence(section)  # "b) Theo dõi, kiểm tra."
            and not (section.parent is None and named.strip(" .:") in _PARTS)
        ):
            roles = label_roles(folded, start, label.end())
            return Heading(hearing=hearing, organises=organises, roles=roles, title=section.title)
        subject = (
            self.subjects.heading(start, end)
            or self._acting(section, start, end)
            or self._about(section, start, end)
            or self._bodies(section, start, end)
            or self._whose_duty(section, start, end)
            or self._unknown_body(section, start, end)
        )
        if subject is not None and section.end > section.evidence.end + 2:
            # "1. Sở A chỉ đạo Chi cục B thực hiện các nội dung sau:": what stands below is told to whom it directs.
            subject = self.subjects.directed(subject.parties[-1].end, end) or subject
        return Heading(hearing=hearing, organises=organises, inspects=inspects, subject=subject, title=section.title)

    def _about(self, section: Section, start: int, end: int) -> Subject | None:
        """Of whom the items below speak, however they are told apart: "Đối với các trường chưa được công nhận"."""
        about = _ABOUT.match(self.reading.folded, start, end) and section.end > section.evidence.end + 2
        subject = self.subjects.topic(start, end) if about else None
        return replace(subject, rule=ABOUT) if subject is not None else None

    def _acting(self, section: Section, start: int, end: int) -> Subject | None:
        """Who leads or directs, in a heading, what stands below: "Sở Tài chính chủ trì, phối hợp các sở"."""
        if section.end <= section.evidence.end + 2 or self.reading.folded[end : end + 1] == ".":
            return None
        subject = self.subjects.topic(start, end)
        acts = _ACTS.fullmatch(self.reading.folded, subject.parties[-1].end, end) if subject is not None else None
        if acts is None or role_words().predicate.search(self.reading.folded, acts.start(), acts.start("verb")):
            return None
        return subject

    def _bodies(self, section: Section, start: int, end: int) -> Subject | None:
        """The bodies that a heading with something below it lists; a sentence ends in a full stop."""
        heads = section.end > section.evidence.end + 2 and self.reading.folded[end : end + 1] != "."
        return self.subjects.bodies(start, end) if heads else None

    def _whose_duty(self, section: Section, start: int, end: int) -> Subject | None:
        """Whose tasks stand below, whatever else is said of them: "Trách nhiệm của các sở quản lý ngành"."""
        if not names_duty(self.reading.folded, start, end) or section.end <= section.evidence.end + 2:
            return None
        return self.subjects.topic(start, end)

    def _unknown_body(self, section: Section, start: int, end: int) -> Subject | None:
        """A short heading beside headings that are parties is a party, too, though the lexicon lacks it."""
        folded, words = self.reading.folded, role_words()
        parent = self.parent(section)
        if parent is None or parent.title is None or not words.organisation.search(fold(parent.title)):
            return None
        start = self.subjects.told_from(start, end)
        named = words.body_head.match(folded, start, end) is not None and section.end > section.evidence.end + 2
        several = named and _SEVERAL.match(folded, start, end) is not None
        if len(folded[start:end].split()) > _NAME_WORDS * (4 if several else 2 if named else 1):
            return None
        if self._tells_verb(start, end) and not named:
            return None
        if words.predicate.match(folded, start, end) or folded[end : end + 1] == ".":
            return None
        if words.fact.match(folded, start, end) or words.no_body.match(folded, start, end):
            return None
        beside = [item for item in self.reading.sections if item.parent == section.parent and item.start > parent.start]
        known_beside = (
            self.subjects.heading(*self.bare(item)) for item in beside if item.title and item.end <= parent.end
        )
        if not (named and self._tells_below(section)) and not any(known_beside):
            return None
        known = self.subjects.party_at(start, end)
        code = self.subjects.parties[known].code if known is not None else None
        bracket = folded.find(" (", start, end)
        party = PartySpan(start, bracket if bracket > 0 else end, code)
        return Subject(parties=(party,), start=start, after=end, rule=UNKNOWN_BODIES)

    def _tells_verb(self, start: int, end: int) -> bool:
        """Whether a verb stands in the words; written with a capital it is part of a name: "Hệ Quản lý Học viên"."""
        flow = self.reading.flow
        capitals = flow[start:end].isupper()
        verbs = role_words().verb.finditer(self.reading.folded, start, end)
        return any(capitals or verb.start() == start or not flow[verb.start()].isupper() for verb in verbs)

    def _tells_below(self, section: Section) -> bool:
        """Whether the first item below the heading opens with a predicate: "a) Đôn đốc các phòng thực hiện"."""
        first = next((item for item in self.reading.sections if item.parent == section.id), None)
        if first is None or not section.start < first.start < section.end:
            return False
        return role_words().predicate.match(self.reading.folded, *self.bare(first)) is not None

    def bare(self, section: Section) -> tuple[int, int]:
        """The span of the heading's words, without marker and Markdown signs."""
        flow = self.reading.flow
        start, end = section.evidence.start, min(section.evidence.end, section.evidence.start + 600)
        while start < end and not flow[start].isalnum():
            start += 1
        marker = (section.marker or "").strip()
        if marker and flow.startswith(marker, start):
            start += len(marker)
        while start < end and not flow[start].isalnum():
            start += 1
        while end > start and flow[end - 1] in " \n*:.;":
            end -= 1
        return start, end

    def _hearing(self, start: int, end: int) -> Hearing:
        folded, words = self.reading.folded, role_words()
        stop = min(end, start + _TITLE_REACH)
        if words.outline.match(folded, start, stop) or looks_back(folded, start, stop):
            return Hearing.NONE
        scope = words.scope.match(folded, start, stop)
        if scope is None or words.beyond_scope.search(folded, scope.end(), stop):
            return Hearing.ALL
        return Hearing.NONE if folded.startswith("mục đích", start) else Hearing.ORDERS
