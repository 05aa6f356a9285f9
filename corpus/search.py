"""Full text over all plans in force: "dat dai" finds "đất đai", "đất đai" finds nothing else.

Words stand for all of them in any order, words in quotation marks for exactly that run. Where a plan has the words one
after the other as they were typed, that is what is shown; else the places where they stand close together, and last
the plans that have them far apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from sqlalchemy import Connection, select

from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from schema.document import Document
from schema.store import Store
from schema.store_documents import read_document
from schema.store_search import texts_holding
from schema.tables import PlanRow, SectionRow
from schema.text import bare, fold, squeeze

CONTEXT = 90
LIMIT = 200
# Words are close where they stand within this many characters: a long sentence of a plan.
CLOSE = 200
LONGEST_QUERY = 300

_WORD = re.compile(r"[a-z0-9]+")
_QUOTED = re.compile('["“”«»]([^"“”«»]*)["“”«»]')


class Closeness(StrEnum):
    """How the words stand in the text: as typed, close together, or somewhere in the same plan."""

    PHRASE = "phrase"
    NEAR = "near"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word looked for: without marks, and with them where it was typed with some (None: any spelling counts)."""

    bare: str
    marked: str | None


Term = tuple[Word, ...]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words stand: ``text[start:end] == quote``; context: what stands around it, on one line."""

    plan: int
    unit: str | None
    file: str
    section: str | None
    start: int
    end: int
    page: int | None
    quote: str
    context: str
    closeness: Closeness


def search(store: Store, query: str, *, limit: int = LIMIT) -> tuple[Hit, ...]:
    """The places of the words of ``query``: first where they stand as typed, then close together, then apart; within
    that in the order of plans and of the text. A word with marks is looked for with its marks, one without in any
    spelling."""
    terms = terms_of(query)
    if not terms or limit < 1:
        return ()
    lines = {line.id: line for line in plan_rows(store)}
    with store.reading() as connection:
        reader = _Reader(connection, lines)
        found = list(islice(_phrases(connection, terms, reader), limit))
        if len(terms) > 1 and len(found) < limit:
            found += _scattered(connection, terms, reader, {hit.plan for hit in found}, limit - len(found))
    return tuple(found)


def terms_of(query: str) -> tuple[Term, ...]:
    """What ``query`` looks for: a term for every run in quotation marks and for every word outside them."""
    typed = unicodedata.normalize("NFC", query)[:LONGEST_QUERY]
    runs = [_words(match.group(1)) for match in _QUOTED.finditer(typed)]
    single = [(word,) for word in _words(_QUOTED.sub(" ", typed))]
    return tuple(dict.fromkeys(term for term in (*runs, *single) if term))


def _words(text: str) -> Term:
    plain, toned = bare(text), fold(text)
    spans = [match.span() for match in _WORD.finditer(plain)]
    return tuple(
        Word(bare=plain[start:end], marked=toned[start:end] if toned[start:end] != plain[start:end] else None)
        for start, end in spans
    )


class _Reader:
    """Texts and documents of the plans that are looked at, each read only where it is needed."""

    def __init__(self, connection: Connection, lines: dict[int, PlanLine]) -> None:
        self._connection = connection
        self._lines = lines
        self._document: tuple[int, Document] | None = None

    def hit(self, plan_id: int, span: Span, closeness: Closeness) -> Hit:
        document = self._read(plan_id)
        evidence = document.cite(*span)
        line = self._lines[plan_id]
        return Hit(
            plan=plan_id,
            unit=line.unit,
            file=line.file,
            section=_section(self._connection, plan_id, span[0]),
            start=evidence.start,
            end=evidence.end,
            page=evidence.page,
            quote=evidence.quote,
            context=_around(document.text, span),
            closeness=closeness,
        )

    def _read(self, plan_id: int) -> Document:
        if self._document is None or self._document[0] != plan_id:
            query = select(PlanRow.document_id).where(PlanRow.id == plan_id)
            self._document = plan_id, read_document(self._connection, self._connection.execute(query).scalar_one())
        return self._document[1]


def _around(text: str, span: Span) -> str:
    """The place with what stands before and after it, on one line and in whole words."""
    before, after = text[max(0, span[0] - CONTEXT) : span[0]], text[span[1] : span[1] + CONTEXT]
    if span[0] > CONTEXT:
        before = re.sub(r"^\S+(?=\s)", "", before)
    if span[1] + CONTEXT < len(text):
        after = re.sub(r"(?<=\s)\S+$", "", after)
    return squeeze(before + text[span[0] : span[1]] + after)


def _phrases(connection: Connection, terms: Sequence[Term], reader: _Reader) -> Iterator[Hit]:
    """Where all words stand one after the other in the order in which they were typed."""
    phrase: Term = tuple(word for term in terms for word in term)
    for plan_id, stored, text in texts_holding(connection, [_plain(phrase)]):
        for span in _spans(phrase, stored, text):
            yield reader.hit(plan_id, span, Closeness.PHRASE)


def _scattered(
    connection: Connection, terms: Sequence[Term], reader: _Reader, shown: set[int], limit: int
) -> list[Hit]:
    """Of the plans not ``shown`` yet: where the terms stand close together, then one place of those far apart."""
    near: list[Hit] = []
    apart: list[tuple[int, Span]] = []
    for plan_id, stored, text in texts_holding(connection, [_plain(term) for term in terms]):
        if len(near) >= limit:
            break
        if plan_id in shown:
            continue
        places = [_spans(term, stored, text) for term in terms]
        if not all(places):
            continue
        windows = list(_windows(places))
        near += [reader.hit(plan_id, span, Closeness.NEAR) for span in windows[: limit - len(near)]]
        if not windows:
            apart.append((plan_id, min(places, key=len)[0]))
    rest = apart[: max(0, limit - len(near))]
    return near + [reader.hit(plan_id, span, Closeness.APART) for plan_id, span in rest]


def _plain(term: Term) -> tuple[str, ...]:
    return tuple(word.bare for word in term)


def _spans(term: Term, stored: str, text: str) -> list[Span]:
    """Where the words of ``term`` stand one after the other, with their marks where they were typed with marks."""
    pattern = r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(f"({re.escape(word.bare)})" for word in term) + r"(?![a-z0-9])"
    found = list(re.finditer(pattern, stored))
    if found and any(word.marked for word in term):
        found = [match for match in found if _as_marked(match, term, text)]
    return [match.span() for match in found]


def _as_marked(match: re.Match[str], term: Term, text: str) -> bool:
    return all(
        word.marked is None or fold(text[match.start(number) : match.end(number)]) == word.marked
        for number, word in enumerate(term, 1)
    )


def _windows(places: Sequence[Iterable[Span]]) -> Iterator[Span]:
    """The shortest stretches, at most ``CLOSE`` long and none over another, that hold a place of every term."""
    marks = sorted((start, end, number) for number, spans in enumerate(places) for start, end in spans)
    last: dict[int, Span] = {}
    reached = -1
    for start, end, number in marks:
        last[number] = (start, end)
        if len(last) < len(places):
            continue
        opens, closes = min(span[0] for span in last.values()), max(span[1] for span in last.values())
        if closes - opens <= CLOSE and opens > reached:
            yield opens, closes
            reached = closes
            last = {}


def _section(connection: Connection, plan_id: int, offset: int) -> str | None:
    query = (
        select(SectionRow.path)
        .where(SectionRow.plan_id == plan_id, SectionRow.extent_start <= offset, SectionRow.extent_end > offset)
        .order_by(SectionRow.level.desc(), SectionRow.ordinal.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
