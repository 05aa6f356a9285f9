"""Who works with whom: those behind "phối hợp với", and what the one who joins in is told to do with them."""

import re

from extractors.assignments_behind import Subject
from extractors.assignments_subjects import Subjects
from extractors.assignments_words import role_words
from extractors.parties_span import PartySpan
from schema.plan import Role

_ALSO = re.compile(r"\s*(?:phối\s+hợp|tham\s+gia)(?!\w)")
_WITH = re.compile(
    r"(?:phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:(?:với|cùng)\s+)?|(?<=chủ trì)(?:,\s*|\s+)cùng\s+(?:với\s+)?)"
)
_NAME_OF_OTHERS = re.compile(r"(?:[^\W\d]+\s+){1,5}")  # "phối hợp ngân hàng mở tài khoản"


class Partners:
    """Finds the partners of a subject in one Reading."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.folded = subjects.folded
        self.words = role_words()

    def with_told(self, roles: tuple[Role, ...], first: Role, start: int, end: int) -> tuple[Role, ...]:
        """``roles`` with execution where it is told what is done with others: "phối hợp với Công an xã hướng dẫn …"."""
        match = _WITH.search(self.folded, start, end) if first is Role.COORDINATE else None
        if match is None:
            return roles
        listed = self.subjects.list_at(match.end(), end)
        behind = [listed[-1].end] if listed else self._behind_others(match.end(), end)
        acts = any(self.words.predicate.match(self.folded, position, end) for position in behind)
        return tuple(role for role in Role if role in roles or (acts and role is Role.EXECUTE))

    def end(self, start: int, end: int) -> bool:
        """Whether partners are all that is told behind "phối hợp với", up to ``end``: what is done with them is not."""
        match = _WITH.search(self.folded, start, end)
        listed = self.subjects.list_at(match.end(), end) if match is not None else ()
        return bool(listed) and listed[-1].end == end

    def _behind_others(self, start: int, end: int) -> list[int]:
        """Where the name of those that the lexicon lacks may end; nowhere where a verb stands at once."""
        if self.words.predicate.match(self.folded, start, end):
            return []
        name = _NAME_OF_OTHERS.match(self.folded, start, end)
        return [start + word.end() for word in re.finditer(r"[^\W\d]+(?=\s)", name.group())] if name else []

    def acting(self, subject: Subject, end: int, partners: tuple[PartySpan, ...]) -> tuple[PartySpan, ...]:
        """All who are told to act in the clause up to ``end``, the ``partners`` (see ``of``) among them, each once."""
        return tuple(dict.fromkeys((*subject.parties, *partners, *self.subjects.beside(subject, end))))

    def of(self, subject: Subject, end: int, roles: tuple[Role, ...]) -> tuple[PartySpan, ...]:
        """Those with whom the lead works together: "chủ trì, phối hợp với Y"."""
        if Role.LEAD not in roles:
            return ()
        match = _WITH.search(self.folded, subject.after, end)
        listed = self.subjects.list_at(match.end(), end) if match else self._also(subject.after, end)
        return tuple(party for party in listed if party not in subject.parties)

    def _also(self, start: int, end: int) -> tuple[PartySpan, ...]:
        """ "X chủ trì, Y và Z phối hợp": those who come second."""
        for match in re.finditer(r",\s*", self.folded[start:end]):
            listed = self.subjects.list_at(start + match.end(), end)
            if listed and _ALSO.match(self.folded, listed[-1].end, end):
                return listed
        return ()
