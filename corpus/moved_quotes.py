"""Where the words of a decision stood in the plan that a person saw, and where they stand now."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from corpus.wording import section_place
from schema.criteria_mapping import likeness
from schema.store import Store
from schema.tables import DocumentRow, PlanRow, SectionRow, TextRow
from schema.text import fold

_ALIKE = 0.5  # share of common words from which two headings are one that was worded anew


class Place(NamedTuple):
    """A section in which words stand. headings: its own and the one above it, as far as they have words."""

    section: str
    headings: tuple[str | None, str | None]

    def is_like(self, other: "Place") -> bool:
        """Whether it is the same place in two versions of a plan: sections are renumbered, and headings worded anew."""
        pairs = list(zip(self.headings, other.headings, strict=True))
        if not any(left and right for left, right in pairs):
            return self.section == other.section
        return all(not left or not right or likeness(left, right) >= _ALIKE for left, right in pairs)

    @property
    def shown(self) -> str:
        """What an officer reads: 'mục II.1 “Cải cách thể chế”'."""
        title = f" “{' '.join(self.headings[0].split())}”" if self.headings[0] else ""
        return f"{section_place(self.section)}{title}"


def moved_quote(store: Store, quote: str, seen: str, present: int) -> str | None:
    """What tells a person that ``quote`` stands somewhere else now; None where it does not. seen: the checksum of the
    document that was judged; present: the plan in force."""
    with store.reading() as connection:
        before = _places(connection, quote, _plan_of(connection, seen))
        now = _places(connection, quote, present)
    if not before or not now or any(old.is_like(new) for old in before for new in now):
        return None
    where = f"{before[0].shown} → {now[0].shown}"
    return f"Đoạn trích làm căn cứ của quyết định đã chuyển sang chỗ khác trong kế hoạch ({where}); cần xem lại."


def _plan_of(connection: Connection, sha256: str) -> int | None:
    query = select(PlanRow.id).join(DocumentRow, DocumentRow.id == PlanRow.document_id)
    return connection.execute(query.where(DocumentRow.sha256 == sha256)).scalar()


def _places(connection: Connection, quote: str, plan: int | None) -> list[Place]:
    """The sections of ``plan`` in which ``quote`` stands, each once."""
    if plan is None:
        return []
    query = select(TextRow.text).join(PlanRow, PlanRow.document_id == TextRow.document_id).where(PlanRow.id == plan)
    text = connection.execute(query).scalar() or ""
    columns = (SectionRow.path, SectionRow.parent, SectionRow.title, SectionRow.extent_start, SectionRow.extent_end)
    rows = connection.execute(select(*columns).where(SectionRow.plan_id == plan)).tuples().all()
    titles = {path: title for path, _, title, _, _ in rows}
    found = (_innermost(rows, start) for start in _standing(fold(quote), fold(text)))
    return list(dict.fromkeys(Place(row[0], (row[2], titles.get(row[1] or ""))) for row in found if row is not None))


_Section = tuple[str, str | None, str | None, int, int]


def _innermost(rows: Sequence[_Section], at: int) -> _Section | None:
    around = [row for row in rows if row[3] <= at < row[4]]
    return min(around, key=lambda row: row[4] - row[3], default=None)


def _standing(quote: str, text: str) -> Iterator[int]:
    """Where the words of ``quote`` stand, whatever the breaks between them."""
    words = [re.escape(word) for word in quote.split()]
    return (match.start() for match in re.finditer(r"\s+".join(words), text)) if words else iter(())
