"""Assignments: who is given what, by role, read from the logical paragraphs of a Reading.

Reads ``Reading.flow``, ``folded``, ``paragraphs`` and ``sections``; writes Assignments ordered by where they stand.
Task tables are read by ``extractors.task_tables`` and come out as assignments here, too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractors.assignments_behind import Subject
from extractors.assignments_collectors import Collectors
from extractors.assignments_drafts import SENTENCE_END, Draft, Piece
from extractors.assignments_headings import ABOUT, Heading, Headings, Hearing, names_duty
from extractors.assignments_labels import Labels
from extractors.assignments_matters import Matters
from extractors.assignments_nest import Block, Nest
from extractors.assignments_speech import Speech
from extractors.assignments_subjects import UNKNOWN_BODIES, Subjects
from extractors.assignments_words import RoleWords, role_words
from extractors.clauses import clauses
from extractors.markers import behind_lead
from extractors.parties_level import at_level
from extractors.reading import Paragraph, Reading
from extractors.retrospect import looks_back
from extractors.task_tables import table_assignments, task_rows
from extractors.tolerant import spaced
from schema.plan import Assignment, Party, Role, Section, Zone
from schema.text import squeeze

_CLOSING = re.compile(r"(?:trên đây|trong quá trình|quá trình (?:triển khai|tổ chức|thực hiện)|nơi nhận)")
# Behind the last item it is the plan that asks; in a bullet below a body's heading, the body.
_ASKS = re.compile(r"(?:yêu cầu|đề nghị) (?:các|thủ trưởng|lãnh đạo|ubnd|ủy ban)")
_PREAMBLE = re.compile(r"(?:căn cứ|xét|theo đề nghị|theo tờ trình|kính gửi)(?!\w)")
_ISSUES = re.compile(r"(?:ban hành|xây dựng)\s+kế hoạch[^\n]{0,600}(?:như sau|sau đây)\s*:?\s*\Z")
_ENFORCES = re.compile(
    r"(?:chịu\s+trách\s+nhiệm\s+|có\s+trách\s+nhiệm\s+|căn\s+cứ\s+quyết\s+định\s+(?:này\s+)?)thi\s+hành(?!\w)"
)
_REPORTS = re.compile(
    r",\s*(?P<report>(?:đồng thời\s+|định kỳ\s+(?:(?:hằng|hàng)\s+\w+\s+)?)?(?:báo cáo|gửi (?:báo cáo|kết quả))\s+"
    r"(?:(?:kết quả|tiến độ|tình hình)(?:\s+thực hiện)?\s+)?(?:(?:về|cho|với|gửi|lên)\s+)?)"
)
# Another body with a part of its own: "Phòng Nội vụ chủ trì, các phòng phối hợp, UBND các xã thực hiện".
_OWN_PART = re.compile(
    r"\s+(?:trực tiếp\s+|cùng\s+)?(?:(?:(?:làm\s+)?chủ trì(?!\s+phối hợp|\s*,)|phối hợp|tham gia phối hợp"
    r"|(?:làm|là)\s+(?:(?:cơ quan|đơn vị|bộ phận)\s+)?đầu mối|tham mưu|thẩm định|tổng hợp|theo dõi|đôn đốc|giám sát"
    r"|kiểm tra|phụ trách|trình)(?!\w)|(?:tổ chức\s+)?(?:triển khai\s+)?thực hiện"
    r"(?=\s*(?:[,;.(]|\Z|(?:theo|nghiêm túc|trong|trước|từ|xong|hằng|hàng|thường xuyên|hoàn thành)(?!\w))))"
)
_WHO = re.compile(r"\s*\([^()\d\n]{2,60}\)")  # "Văn phòng (đ/c Lê Văn Tám) chủ trì, các phòng phối hợp"
_TOLD_PART = re.compile(r"(?:mời|đề nghị|giao)\s+")
_SHARED_HEAD = re.compile(r"(?:giao\s+)?(?:các\s+)?(?:công chức|cán bộ|phòng|sở|ban|đồng chí)\s*")
_RECURS = re.compile(r"(?<!\w)(?:định kỳ|hằng|hàng)\s")
_COLLECTS_BEFORE = re.compile(r"(?<!\w)(?:tổng hợp|báo cáo)(?!\w)")
# Above things, no tasks: what those have done who are rewarded ("đạt các tiêu chuẩn sau:"), what is sent ("gồm:") or
# decided upon ("trình Hội đồng nhân dân quyết định:").
_THINGS = re.compile(
    r"(?<!\w)(?:đạt|đáp ứng|có|bảo đảm|đảm bảo)(?:\s+(?:đầy đủ|đủ|được|một trong|các|những|đồng thời))*\s+"
    r"(?:tiêu chuẩn|tiêu chí|điều kiện)(?:\s+[^\W\d]+){0,3}\s+(?:sau|sau đây)\s*\Z"
    r"|(?<!\w)(?:gửi|nộp|trình|hồ sơ|tài liệu)(?!\w)[^;:]{0,120}?(?<!\w)(?:bao\s+)?gồm(?:\s+(?:có|các))?\s*\Z"
    r"|(?<!\w)(?:gửi|nộp|trình)(?!\w)[^;:]{0,80}(?<!\w)(?:hồ sơ|tài liệu|giấy tờ)(?:\s+[^\W\d]+){0,4}"
    r"\s+(?:sau|sau đây)(?!\w)[^;:]{0,100}\Z"
    r"|(?<!\w)(?:trình|tham mưu|đề xuất)(?!\w)[^;:]{4,120}(?<!\w)(?:quyết định|phê duyệt|thông qua|ban hành)\s*\Z"
    r"|(?<![,\s])(?<!nhiệm vụ)(?<!nội dung)(?<!việc)(?<!pháp)(?<!hoạt động)(?<!trách nhiệm)[,\s]+bao\s+gồm\s*\Z"
)
# Bodies that are not told one by one.
_EVERYBODY = re.compile(
    spaced("(?:(?:ủy ban nhân dân|ubnd|thủ trưởng|lãnh đạo|người đứng đầu) )?(?:các|những|mọi|tất cả|toàn thể) ")
)
_LONG_BRACKET = 600
_SIGN_REACH = 8
_SIGNS = frozenset(".;:!?")


def assignments(reading: Reading) -> tuple[Assignment, ...]:
    """All assignments of the document, ordered by where they stand. No text makes it raise."""
    subjects = Subjects(reading)
    walk, aside = _Walk(reading, subjects), _Walk(reading, subjects)
    drafts = [item for one in reading.paragraphs for item in (aside if one.note else walk).paragraph(one)]
    found = [walk.finished(draft, section) for draft, section in drafts]
    found.extend(table_assignments(reading, task_rows(reading)))
    found.sort(key=lambda item: (item.evidence.start, item.evidence.end))
    return at_level(reading, found)


class _Walk:
    """Goes through the paragraphs of one Reading in order."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        self.reading = reading
        self.folded = reading.folded
        self.subjects = subjects
        self.headings = Headings(reading, subjects)
        self.words: RoleWords = role_words()
        self.collectors = Collectors(subjects)
        self.nest = Nest()
        self.labels = Labels(reading, subjects, self.nest)
        self.matters = Matters(reading, self.headings)
        self.intros: dict[int, Subject] = {}  # by the start of the section whose first sentence names them

    def paragraph(self, paragraph: Paragraph) -> list[tuple[Draft, Section | None]]:
        """The assignments of one paragraph, with its section; a later paragraph may still go on with the last."""
        if paragraph.cell is not None or paragraph.tabular or self._in_form(paragraph):
            return []
        section = self.reading.section_at(paragraph.start)
        heading = self.headings.above(section)
        begin = self._content(paragraph)
        if heading.hearing is Hearing.NONE or begin >= paragraph.end or self._is_preamble(begin, paragraph.end):
            return []
        if paragraph.note or (section is not None and section.id.endswith(Zone.CLOSING)):
            heading = Heading()
        self.nest.enter(section, paragraph)
        return [(draft, section) for draft in self._drafts(paragraph, begin, heading, section)]

    def _in_form(self, paragraph: Paragraph) -> bool:
        return self.reading.masked(paragraph.start, paragraph.end, "forms")

    def _drafts(self, paragraph: Paragraph, begin: int, heading: Heading, section: Section | None) -> list[Draft]:
        enforced = self._enforcement(begin, paragraph.end)
        if enforced is not None:
            return [enforced]
        block = Block(section.start, heading.roles) if heading.roles and section is not None else None
        drafts = self.labels.read(paragraph, begin, block)
        if drafts is None:
            drafts = self._spoken(paragraph, begin, heading, section)
        elif drafts and block is None:
            drafts = self._before_labels(begin, drafts[0].start, heading) + drafts
        self.matters.tell(drafts, paragraph, section)
        return drafts + self.collectors.drafts(begin, paragraph.end)

    def _before_labels(self, begin: int, end: int, heading: Heading) -> list[Draft]:
        """What a sentence before a label tells whom it names: "Giao Phòng Kinh tế chủ trì; phối hợp: Sở Y tế"."""
        speech = Speech(self.subjects, None, heading)
        for piece in self._pieces(begin, end):
            speech.hear(piece)
        return speech.drafts

    def _content(self, paragraph: Paragraph) -> int:
        return behind_lead(self.reading.flow, paragraph.start, paragraph.end)

    def _is_preamble(self, begin: int, end: int) -> bool:
        """Căn cứ lines and "UBND xã ban hành Kế hoạch … như sau:", where no section tells them apart."""
        if not self.headings.numbered and _PREAMBLE.match(self.folded, begin, end):
            return True
        return _ISSUES.search(self.folded, begin, end) is not None and ":" in self.folded[end - 3 : end]

    def _enforcement(self, begin: int, end: int) -> Draft | None:
        """ "Chánh Văn phòng …; Giám đốc các sở …; Chủ tịch UBND … chịu trách nhiệm thi hành Quyết định này"."""
        match = _ENFORCES.search(self.folded, begin, end)
        listed = self.subjects.list_at(begin, end) if match is not None else ()
        if match is None or not listed:
            return None
        first = bisect_left(self.subjects.starts, begin)
        last = bisect_left(self.subjects.starts, match.start())
        return Draft(
            start=begin,
            end=end - 1 if self.reading.flow[end - 1] in SENTENCE_END else end,
            task=match.start(),
            parties=tuple(self.subjects.parties[first:last]),
            roles=(Role.EXECUTE,),
            first=Role.EXECUTE,
            rule="enforcement",
            closed=True,
        )

    # Sentences.

    def _pieces(self, begin: int, end: int) -> Iterator[Piece]:
        held: Piece | None = None
        for start, stop in self._named_whole(clauses(self.reading, begin, end)):
            sign = self.reading.flow[stop : min(stop + _SIGN_REACH, end)].lstrip(" ")[
                :1
            ]  # blanked "**" may stand before
            piece = Piece(start, stop, sign if sign in _SIGNS else "")
            if held is not None:
                piece.start = held.start
            text = self.folded[piece.start : piece.end]
            open_bracket = text.count("(") > text.count(")") and len(text) < _LONG_BRACKET
            inside = self.subjects.inside_party(stop) or self.subjects.in_quotes(stop)
            held = piece if open_bracket or inside else None
            if held is None:
                yield from self._parted(piece)
        if held is not None:
            yield held

    def _named_whole(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """``found`` with a head that bodies share and their names as one: "Các công chức: A, B: rà soát"."""
        if (
            len(found) > 2
            and _SHARED_HEAD.fullmatch(self.folded, *found[0])
            and self.folded.startswith(":", found[1][1])
        ):
            return [(found[0][0], found[1][1]), *found[2:]]
        return found

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        """The clause, parted where a report with a rhythm of its own follows: "…, báo cáo UBND xã hằng tuần"."""
        for match in _REPORTS.finditer(self.folded, piece.start, piece.end):
            recurs = _RECURS.search(self.folded, match.start(), piece.end) is not None
            if recurs and self._reports_on(piece, match):
                yield Piece(piece.start, match.start(), ",")
                yield Piece(match.start("report"), piece.end, piece.sign)
                return
        other = self._other_part(piece)
        if other is None:
            yield piece
        else:
            yield Piece(piece.start, other[0], ",")
            yield from self._parted(Piece(other[1], piece.end, piece.sign))

    def _other_part(self, piece: Piece) -> tuple[int, int] | None:
        """The comma behind which another body has its own part, and where that begins, if a body opens the clause."""
        for comma in re.finditer(r",\s+", self.folded[piece.start : piece.end]):
            stop, begin = piece.start + comma.start(), piece.start + comma.end()
            told = _TOLD_PART.match(self.folded, begin, piece.end)
            listed = self.subjects.list_at(told.end() if told else begin, piece.end)
            own = _OWN_PART.match(self.folded, listed[-1].end, piece.end) if listed else None
            if own is not None and not self.subjects.ends_party(stop) and self._has_part(piece.start, stop):
                return stop, begin
        return None

    def _has_part(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` tells what a body does: "X phụ trách chung", "… do X chủ trì"."""
        if self.subjects.acts(start, end):
            return True
        listed = self.subjects.list_at(start, end)
        if listed:
            bracket = _WHO.match(self.folded, listed[-1].end, end)
            return _OWN_PART.match(self.folded, bracket.end() if bracket else listed[-1].end, end) is not None
        told = self.subjects.find(start, end, governed=False)
        return told is not None and told.rule in ("passive", "bracketed")

    def _reports_on(self, piece: Piece, match: re.Match[str]) -> bool:
        """Whether the report goes to somebody and what stands before it tells of something else than collecting."""
        before = self.folded[piece.start : match.start()]
        if before.count("(") != before.count(")") or _COLLECTS_BEFORE.search(before):
            return False
        return self.subjects.party_at(match.end(), piece.end) is not None

    def _spoken(self, paragraph: Paragraph, begin: int, heading: Heading, section: Section | None) -> list[Draft]:
        own = section is not None and heading.subject is not None and heading.subject.start >= section.start
        around = None if own else self._intro_above(section)
        inherited = None if self.nest.is_quiet() else self.nest.subject() or around or heading.subject or heading.owner
        duty = self.words.predicate.match(self.folded, begin, paragraph.end)
        if inherited is None and duty and not self.nest.is_quiet():
            inherited = self.nest.told
        title = self._is_title(paragraph, section, inherited)
        own_item = section is not None and paragraph.bullet is None and paragraph.start <= section.evidence.start
        if title and self._only_names(heading.subject, paragraph, begin):
            return []
        closes = _CLOSING.match(self.folded, begin) or (not paragraph.bullet and _ASKS.match(self.folded, begin))
        begin += self.folded.startswith("(", begin)
        pieces = self._ahead(list(self._pieces(begin, paragraph.end)))
        things = bool(pieces) and self._lists_things(pieces[-1])
        if heading.hearing is Hearing.ORDERS or closes or (title and not (things and duty)):
            inherited = None
        speech = Speech(self.subjects, inherited, heading)
        if things:
            self.nest.hush()
        alone = self._alone(pieces, paragraph, begin) if not things and not (own_item and heading.topic) else None
        if alone is not None:
            self._keep(alone, section)
            return []
        if len(pieces) > 1 and pieces[0].sign == "." and self.subjects.heading(pieces[0].start, pieces[0].end):
            pieces[0].sign = ":"  # "3. Đài Truyền thanh. Mở chuyên mục …"
        for piece in pieces:
            speech.hear(piece)
        unheard = not speech.drafts and speech.running is None and inherited is None
        if unheard and heading.hearing is Hearing.ALL and heading.organises:
            speech.hear_unknown(pieces)
        intro = speech.intro(pieces) if not things else None
        if intro is not None and self._tells_everybody(intro, paragraph, section):
            speech.tell(pieces[-1], intro)
        elif intro is not None:
            self._keep(intro, section)
        elif heading.organises and own_item and speech.running is not None:
            self.nest.told = speech.running  # "1. Các cơ quan xây dựng kế hoạch." over "- Báo cáo kết quả …"
        return speech.drafts

    def _lists_things(self, piece: Piece) -> bool:
        """Whether things stand below the clause, no tasks."""
        return _THINGS.search(self.folded, piece.start, piece.end) is not None

    def _ahead(self, pieces: list[Piece]) -> list[Piece]:
        """``pieces`` without those that tell what was: "Tồn tại: …" up to the next label ("Khắc phục: …")."""
        if not pieces or pieces[0].sign != ":" or not looks_back(self.folded, pieces[0].start, pieces[0].end):
            return pieces
        labels = (index for index, piece in enumerate(pieces) if index and piece.sign == ":")
        return pieces[next(labels, len(pieces)) :]

    def _only_names(self, subject: Subject | None, paragraph: Paragraph, begin: int) -> bool:
        """Whether the title tells only whose tasks stand below, verbs in the name of the body or not."""
        if names_duty(self.folded, begin, paragraph.end):
            return True
        if subject is None or not paragraph.start <= subject.parties[0].start < paragraph.end:
            return False
        return subject.rule in (UNKNOWN_BODIES, ABOUT) or not self.subjects.acts_at_once(begin, paragraph.end)

    def _keep(self, subject: Subject, section: Section | None) -> None:
        """Hold ``subject`` for the bullets and for the numbered items below."""
        if section is not None and not self.nest.bullets:
            self.intros[section.start] = subject
        self.nest.keep(subject)

    def _intro_above(self, section: Section | None) -> Subject | None:
        """The subject of the sentence that opens the item around: "1. Sở Nội vụ có trách nhiệm:" above "a) …"."""
        around = self.headings.parent(section) if section is not None else None
        return self.intros.get(around.start) if around is not None else None

    def _tells_everybody(self, subject: Subject, paragraph: Paragraph, section: Section | None) -> bool:
        """Whether a sentence above headings tells whose plan it is, and nobody the single tasks below them: "Các bộ, Ủy
        ban nhân dân các tỉnh triển khai các nhiệm vụ sau:"."""
        if section is None or not all(_EVERYBODY.match(self.folded, one.start, one.end) for one in subject.parties):
            return False
        below = next((one for one in self.reading.sections if one.start >= paragraph.end), None)
        heads = below is not None and below.end > below.evidence.end + 2 and below.parent == section.id
        return heads and not self.folded[paragraph.end : below.start if below else None].strip()

    def _is_title(self, paragraph: Paragraph, section: Section | None, inherited: Subject | None) -> bool:
        """Whether the paragraph is a heading with text of its own below, or the very heading that names the party."""
        if section is None or section.title is None or paragraph.end > section.evidence.end + 1:
            return False
        names = inherited is not None and paragraph.start <= inherited.start < paragraph.end
        return names or section.end > paragraph.end + 2

    def _alone(self, pieces: list[Piece], paragraph: Paragraph, begin: int) -> Subject | None:
        """The subject of a paragraph that is nothing but a party: what follows below speaks of it."""
        if not pieces or (pieces[-1].sign not in (":", "") and paragraph.bullet is not None):
            return None
        if begin == paragraph.start and self.reading.flow[begin : paragraph.end].isupper():
            return None  # the title of a signature: "PHÓ CHỦ TỊCH"
        alone = self.subjects.heading(begin, pieces[-1].end)
        sentence = alone is not None and alone.rule == "party_told" and pieces[-1].sign == "."
        return None if sentence else alone  # "Đôn đốc các phòng."

    def finished(self, draft: Draft, section: Section | None) -> Assignment:
        """The assignment that ``draft`` has grown to."""
        inherited = None
        if draft.inherited is not None:
            inherited = self.reading.cite(draft.inherited.parties[0].start, draft.inherited.parties[-1].end)
        end = draft.end
        if end < len(self.reading.flow) and self.reading.flow[end] in SENTENCE_END:
            end += 1
        about = slice(*draft.about) if draft.about is not None else slice(draft.task, draft.end)
        task = squeeze(self.reading.flow[about].strip(" ,:;.-/"))
        leading = tuple(role for role in draft.roles if role is not Role.COORDINATE) if draft.partners else ()
        return Assignment(
            roles=draft.roles,
            parties=tuple(
                Party(
                    text=squeeze(self.reading.flow[party.start : party.end]),
                    code=party.code,
                    inherited=None if party in draft.partners else inherited,
                    own=(Role.COORDINATE,) if party in draft.partners else leading,
                )
                for party in draft.parties
            ),
            task=task or squeeze(self.reading.flow[draft.start : draft.end]),
            section=section.id if section is not None else None,
            evidence=self.reading.cite(draft.start, end),
            rule=draft.rule,
            soft=draft.soft or self.words.soft.search(self.folded, draft.start, draft.end) is not None,
            requested=draft.requested,
        )
