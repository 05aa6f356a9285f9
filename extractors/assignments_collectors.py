"""Who collects what others send: "gửi Sở Tài chính tổng hợp, báo cáo UBND tỉnh", "(qua Văn phòng để tổng hợp)"."""

import re
from collections.abc import Iterator

from extractors.assignments_drafts import Draft
from extractors.assignments_roles import clause_roles
from extractors.assignments_subjects import Subjects
from extractors.parties_span import PartySpan
from schema.plan import Role

_COLLECTOR = re.compile(r"(?<!\w)(?:(?P<through>qua|thông qua)|(?:gửi\s+)?về|gửi)\s+")
_COLLECTS = re.compile(r"\s*(?:để\s+)?(?:theo dõi\s*,\s*)?(?:tổng hợp)(?!\w)")
_ACTS_ON = re.compile(r"\s*,?\s*(?:theo dõi\s*,\s*)?tổng hợp(?!\w)[^.;()\n]{0,200}")


class Collectors:
    """Finds those who collect in one Reading."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.folded = subjects.folded

    def drafts(self, begin: int, end: int) -> list[Draft]:
        """The assignments of those who collect in ``[begin, end)``."""
        return [
            Draft(
                start=match.start() if match.group("through") is not None else listed[0].start,
                end=stop,
                task=listed[-1].end,
                parties=listed,
                roles=clause_roles(self.folded, listed[-1].end, stop)[0],
                first=Role.REPORT,
                rule="collector",
                closed=True,
            )
            for match, listed, stop in self._found(begin, end)
        ]

    def sender_roles(self, begin: int, end: int) -> tuple[int, tuple[Role, ...], Role]:
        """Where it ends what the sender does, behind which the collector is spoken of, and the roles it tells."""
        stop = next((listed[-1].end for _, listed, _ in self._found(begin, end)), end)
        roles, first = clause_roles(self.folded, begin, stop)
        return stop, tuple(role for role in Role if role in roles or (stop < end and role is Role.REPORT)), first

    def _found(self, begin: int, end: int) -> Iterator[tuple[re.Match[str], tuple[PartySpan, ...], int]]:
        for match in _COLLECTOR.finditer(self.folded, begin, end):
            listed = self.subjects.list_at(match.end(), end)
            through = match.group("through") is not None
            collects = (_COLLECTS if through else _ACTS_ON).match(self.folded, listed[-1].end, end) if listed else None
            if collects is not None:
                yield match, listed, collects.end()
