"""Labelled places: "- Chủ trì: X", "(phối hợp: Y)" behind a task, and the parties listed below "Cơ quan chủ trì".

One label gives one assignment with all its parties, and one for each line where they are listed below it.
"""

import re

from extractors.assignments_drafts import Draft
from extractors.assignments_nest import Block, Nest
from extractors.assignments_roles import label_roles
from extractors.assignments_slots import labelled_slots, names_unknown_bodies, next_label, slot_parties, spoken_slots
from extractors.assignments_subjects import Subjects
from extractors.assignments_words import role_words
from extractors.parties_span import PartySpan
from extractors.reading import Paragraph, Reading
from schema.plan import Role
from schema.text import fold

_SPEAKS = re.compile(r"\s*(?:\([^()\n]{2,60}\)\s*)?(?:làm\s+)?(?:chủ\s+trì|phối\s+hợp|đầu\s+mối)(?!\w)")
_ATTENDS = re.compile(r"\s*tham\s+mưu,\s+giúp\s+việc(?!\w)")  # which of the staff, no task
_SAYS = re.compile(r"\s*(?::|(?:có|làm|chủ|phối|thực|tham|tổ|xây|báo|theo|hướng|triển|rà|tuyên|phải|chịu)\s)")
_LABEL_OPENS = re.compile(r"[(.;,]\s*")
_ROLE_IN_BRACKET = re.compile(r"\((?:chủ trì|phối hợp|đầu mối|phụ trách)[^()\n]{0,20}\)(?=\s*(?:[,;.)]|và\s|\Z))")
_GIVES = re.compile(r"(?:phân công|giao)(?!\w)")  # one body to which a task is given leads it
# "PHÂN CÔNG TRÁCH NHIỆM" over items that name a task and, behind the colon, nothing but who has it.
_SHARES = re.compile(r"(?:về\s+)?(?:phân công|phân nhiệm)(?!\w)")
_GIVEN_TO = re.compile(r"\s*(?:giao|phân công)(?:\s+cho)?(?=\s)")
_NOTHING_MORE = re.compile(r"\s*(?:\([^()\n]*\))?[\s.;,]*\Z")
_PIECE_END = re.compile(r"[;)]|\.(?=\s|\Z)")


class Labels:
    """The labelled places of one Reading; the paragraphs are asked for in order."""

    def __init__(self, reading: Reading, subjects: Subjects, nest: Nest) -> None:
        self.reading = reading
        self.folded = reading.folded
        self.subjects = subjects
        self.nest = nest
        self.words = role_words()
        self.sharing = [one for one in reading.sections if one.title is not None and _SHARES.match(fold(one.title))]

    def read(self, paragraph: Paragraph, begin: int, block: Block | None) -> list[Draft] | None:
        """The assignments of the labels; None where the paragraph is no matter of labels, but of sentences.

        block: the label of the heading above ("a) Cơ quan chủ trì").
        """
        label = self.words.label.match(self.folded, begin, paragraph.end)
        if label is not None and label.group("stop") == ":":
            if self._opens_block(label, paragraph):
                self.nest.keep_block(Block(begin, label_roles(self.folded, begin, label.end())))
                return []
            return self._label_line(paragraph, begin, paragraph.end)
        block = self.nest.block() or block
        if block is not None:
            return self._label_block(paragraph, begin, block)
        return (
            self._inline_labels(begin, paragraph.end)
            or self._told_in_brackets(begin, paragraph.end)
            or self._shared_out(begin, paragraph.end)
            or None
        )

    def _opens_block(self, label: re.Match[str], paragraph: Paragraph) -> bool:
        """Whether the label stands alone, with the parties below it."""
        alone = not self.folded[label.end() : paragraph.end].strip()
        return alone and self.words.block.search(self.folded, label.start(), label.end()) is not None

    def _label_line(self, paragraph: Paragraph, begin: int, end: int) -> list[Draft] | None:
        slots = labelled_slots(self.reading, begin, end)
        if len(slots) == 1 and self._is_spoken(slots[0][0], end):
            return None
        drafts = [draft for slot in slots for draft in self._slots(*slot)]
        if drafts and drafts[0].start == slots[0][0] and paragraph.bullet is not None:
            drafts[0].start = paragraph.start
        return drafts or None

    def _slots(self, start: int, end: int, roles: tuple[Role, ...]) -> list[Draft]:
        """The drafts of one labelled place; more than one where roles are told behind the names: "X (chủ trì); Y"."""
        label = self.words.label.match(self.folded, start, end)
        names = label.end() if label is not None else start
        told = spoken_slots(self.reading, names, end, roles)
        if len(told) < 2:
            whole = self._slot(start, end, told[0][2] if told else roles)
            return [whole] if whole is not None else []
        drafts = [self._slot(*slot) for slot in told]
        if drafts[0] is not None:
            drafts[0].start = start
        return [draft for draft in drafts if draft is not None]

    def _is_spoken(self, start: int, end: int) -> bool:
        """Whether a sentence stands behind the label: "Phân công: Phòng Nội vụ chủ trì, các phòng phối hợp"."""
        begin = self.folded.find(":", start, end) + 1
        clause = _PIECE_END.search(self.folded, begin, end)
        stop = clause.start() if clause is not None else end
        listed = self.subjects.list_at(begin, end)
        if _ROLE_IN_BRACKET.search(self.folded, begin, end) or (
            listed and _ATTENDS.match(self.folded, listed[-1].end, end)
        ):
            return False
        names_role = self.words.block.search(self.folded, start, begin) is not None
        speaks = _SPEAKS.match(self.folded, listed[-1].end, end) if listed else None
        if speaks is not None:
            joins = names_role and len(listed) > 1 and "phối" in speaks.group()
            return not joins  # "Phụ trách: Công an xã, Đoàn Thanh niên phối hợp": the first has the label's role
        return self.subjects.acts_at_once(begin, stop) or (not names_role and self.subjects.acts(begin, stop))

    def _slot(self, start: int, end: int, roles: tuple[Role, ...]) -> Draft | None:
        """The parties in a place where parties are expected; other words stand as a party of their own."""
        while start < end and self.folded[start].isspace():
            start += 1
        stop = end
        while stop > start and self.folded[stop - 1] in " \n;,(":
            stop -= 1
        parties = slot_parties(self.reading, start, stop)
        label = self.words.label.match(self.folded, start, stop)
        if not parties or (label is not None and not self._are_parties(parties, start, label.end())):
            return None
        if len(parties) == 1 and _GIVES.match(self.folded, start, stop):
            roles = tuple(role for role in Role if role in roles or role is Role.LEAD)
        return Draft(
            start=start,
            end=stop,
            task=parties[-1].end,
            parties=parties,
            roles=roles,
            first=roles[0],
            rule="label",
            closed=True,
        )

    def _are_parties(self, parties: tuple[PartySpan, ...], start: int, end: int) -> bool:
        """Whether a party is known, or the label ``[start, end)`` leaves no doubt that these are parties."""
        known = any(self.subjects.party_at(party.start, party.end) is not None or party.code for party in parties)
        return known or names_unknown_bodies(self.folded, start, end)

    def _label_block(self, paragraph: Paragraph, begin: int, block: Block) -> list[Draft] | None:
        label = self.words.label.match(self.folded, begin, paragraph.end)
        if label is not None and not self.folded[label.end() : paragraph.end].strip():
            return []
        section = self.reading.section_at(paragraph.start)
        if section is not None and section.evidence.end >= paragraph.end:
            return []
        if self.words.fact.match(self.folded, begin, paragraph.end):
            return []  # "Thời gian: Quý II" beside the bodies
        listed = self.subjects.list_at(begin, paragraph.end)
        if not listed and self.words.verb.match(self.folded, begin, paragraph.end):
            return None  # a task of the body around: "1. Công an xã", "a) Chủ trì:", "- Tham mưu …"
        if listed and _SAYS.match(self.folded, listed[-1].end, paragraph.end):
            return None
        draft = self._slot(begin, paragraph.end, block.roles) if self.folded[begin] != "(" else None
        if draft is None:
            return None
        draft.start, draft.rule = paragraph.start, "label_block"
        return [draft]

    def _inline_labels(self, begin: int, end: int) -> list[Draft]:
        """ "(Chủ trì: Phòng Nội vụ; phối hợp: các đơn vị)" behind a task."""
        drafts: list[Draft] = []
        last_colon = self.folded.rfind(":", begin, end)
        for match in _LABEL_OPENS.finditer(self.folded, begin, max(begin, last_colon)):
            position = match.end()
            if drafts and position < drafts[-1].end:
                continue
            label = self.words.label.match(self.folded, position, end)
            if label is None or label.group("stop") != ":":
                continue
            close = self.folded.find(")", label.end(), end)
            stop = close if match.group().startswith("(") and close >= 0 else end
            stop = min(stop, next_label(self.reading, label.end(), stop), self._told_end(label.end(), stop))
            drafts.extend(self._slots(position, stop, label_roles(self.folded, position, label.end())))
        return drafts

    def _told_in_brackets(self, begin: int, end: int) -> list[Draft]:
        """ "Thẩm định hồ sơ: Phòng Tài chính (chủ trì), Phòng Kinh tế (phối hợp)": a list behind the task's colon."""
        colon = self.folded.find(":", begin, end) + 1
        if (
            not colon
            or _ROLE_IN_BRACKET.search(self.folded, colon, end) is None
            or not self.subjects.list_at(colon, end)
        ):
            return []
        stop = self._piece_end(self.folded.rfind(")", colon, end) + 1, end)
        told = spoken_slots(self.reading, colon, stop)
        return [draft for slot in told if (draft := self._slot(*slot)) is not None]

    def _shared_out(self, begin: int, end: int) -> list[Draft]:
        """ "Cải cách tài chính công: Công chức Tài chính - Kế toán." where a heading shares out the work."""
        colon = self.folded.find(":", begin, end) + 1
        if not colon or not any(one.evidence.end <= begin < one.end for one in self.sharing):
            return []
        given = _GIVEN_TO.match(self.folded, colon, end)
        names = given.end() if given is not None else colon
        listed = self.subjects.list_at(names, end)
        if not listed or not _NOTHING_MORE.match(self.folded, listed[-1].end, end):
            return []
        draft = self._slot(names, listed[-1].end, (Role.LEAD if len(listed) == 1 else Role.EXECUTE,))
        return [draft] if draft is not None else []

    def _told_end(self, start: int, end: int) -> int:
        """Where the label's piece ends, with what goes on behind ";": "Trách nhiệm: X chủ trì; các phòng phối hợp"."""
        stop = self._piece_end(start, end)
        while stop < end and self.folded[stop] == ";":
            further = self._piece_end(stop + 1, end)
            listed = self.subjects.list_at(stop + 1 + (self.folded[stop + 1 : stop + 2] == " "), further)
            if not listed or not _SPEAKS.match(self.folded, listed[-1].end, further):
                break
            stop = further
        return stop

    def _piece_end(self, start: int, end: int) -> int:
        match = _PIECE_END.search(self.folded, start, end)
        return match.start() if match else end
