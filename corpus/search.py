"""Full text over all plans: "dat dai" finds "đất đai", "đất đai" finds nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from corpus.queries import plan_rows
from schema.store import Store
from schema.store_documents import read_document
from schema.store_search import search_words, texts_with
from schema.tables import PlanRow, SectionRow
from schema.text import bare, fold

CONTEXT = 90
LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words stand: ``text[start:end]``; quote: the words and what stands around them, on one line."""

    plan: int
    unit: str | None
    file: str
    section: str | None
    start: int
    end: int
    page: int | None
    quote: str


def search(store: Store, query: str, *, limit: int = LIMIT) -> tuple[Hit, ...]:
    """The places where the words of ``query`` stand one after the other, in the order of plans and of the text.

    A word with marks is looked for with its marks, one without in any spelling.
    """
    lines = {line.id: line for line in plan_rows(store)}
    with store.reading() as connection:
        places = islice(_places(connection, query), limit)
        return tuple(
            Hit(
                plan=plan_id,
                unit=lines[plan_id].unit,
                file=lines[plan_id].file,
                section=_section(connection, plan_id, start),
                start=start,
                end=end,
                page=page,
                quote=quote,
            )
            for plan_id, start, end, page, quote in places
        )


def _places(connection: Connection, query: str) -> Iterator[tuple[int, int, int, int | None, str]]:
    words = search_words(query)
    pattern = re.compile(r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(map(re.escape, words)) + r"(?![a-z0-9])")
    marked = [word for word in re.findall(r"\w+", fold(query)) if word != bare(word)]
    for plan_id, stored in texts_with(connection, words):
        found = [match.span() for match in pattern.finditer(stored)]
        if not found:
            continue
        document_id = connection.execute(select(PlanRow.document_id).where(PlanRow.id == plan_id)).scalar_one()
        document = read_document(connection, document_id)
        for start, end in found:
            if set(marked) <= set(re.findall(r"\w+", fold(document.text[start:end]))):
                around = document.text[max(0, start - CONTEXT) : end + CONTEXT]
                yield plan_id, start, end, document.cite(start, end).page, " ".join(around.split())


def _section(connection: Connection, plan_id: int, offset: int) -> str | None:
    query = (
        select(SectionRow.path)
        .where(SectionRow.plan_id == plan_id, SectionRow.extent_start <= offset, SectionRow.extent_end > offset)
        .order_by(SectionRow.level.desc(), SectionRow.ordinal.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
