"""Plans for tests: by Hypothesis (every shape a Plan can have) and by hand (a few words)."""

import hashlib
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from schema.document import BBox, Block, BlockKind, Cell, Document, Evidence, Grade, PageNote, Source, TableNote
from schema.plan import (
    Abbreviation,
    Annex,
    Assignment,
    Citation,
    Comparator,
    Deadline,
    DeadlineKind,
    Found,
    Header,
    IssuerLevel,
    Party,
    Plan,
    PlanKind,
    Recipient,
    Role,
    Section,
    Target,
    Use,
    Warning,
)


def built(kind: type[Any], /, **strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of ``kind`` with every field drawn: a field that is added later must be added here, and so is stored."""
    assert set(strategies) == set(kind.__annotations__), kind
    return st.builds(kind, **strategies)


# All code points, NUL and lone surrogates, too: broken files hold them.
WORDS = st.one_of(
    st.text(max_size=12), st.sampled_from(["đất đai", "Uỷ", "\x00", "\x1b0000", "\ud800", "=1+1", "a\nb"])
)
MAYBE = st.none() | WORDS
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(min_value=0, max_value=2**31 - 1)
PAGES = st.none() | st.integers(min_value=1, max_value=9999)
NOTES = built(PageNote, code=WORDS, message=WORDS, page=PAGES)

BOXES = built(BBox, x0=NUMBERS, y0=NUMBERS, x1=NUMBERS, y1=NUMBERS)
CELLS = built(Cell, table=COUNTS, row=COUNTS, column=COUNTS, row_span=COUNTS, column_span=COUNTS)
SOURCES = built(
    Source,
    name=WORDS,
    sha256=st.just("0" * 64),
    media_type=WORDS,
    reader=WORDS,
    pages=PAGES,
    ocr_pages=st.lists(COUNTS, max_size=3).map(tuple),
    encoding=MAYBE,
    encoding_score=st.none() | NUMBERS,
    dropped=st.lists(NOTES, max_size=2).map(tuple),
    tables=st.lists(
        built(
            TableNote,
            table=COUNTS,
            pages=st.lists(COUNTS, max_size=3).map(tuple),
            rows=COUNTS,
            columns=COUNTS,
            reason=MAYBE,
        ),
        max_size=2,
    ).map(tuple),
    notes=st.lists(NOTES, max_size=2).map(tuple),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose blocks are ordered and inside the text."""
    text = draw(st.text(min_size=1, max_size=60))
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    blocks = tuple(
        Block(
            start=start,
            end=end,
            kind=draw(st.sampled_from(BlockKind)),
            page=draw(PAGES),
            bbox=draw(st.none() | BOXES),
            cell=draw(st.none() | CELLS),
            marker=draw(MAYBE),
            bold=draw(st.booleans()),
            centered=draw(st.booleans()),
            indent=draw(st.none() | NUMBERS),
        )
        for start, end in pairwise(cuts)
    )
    return Document(
        source=draw(SOURCES),
        text=text,
        blocks=blocks,
        grade=draw(st.sampled_from(Grade)),
        grade_reasons=tuple(draw(st.lists(NOTES, max_size=2))),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with every kind of item, every field sometimes absent."""
    document = draw(documents())
    places = st.integers(0, len(document.text) - 1).flatmap(
        lambda start: st.builds(document.cite, st.just(start), st.integers(start + 1, len(document.text)))
    )

    def several(strategy: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=2)))

    def found(values: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | built(Found, value=values, evidence=places, rule=WORDS, inferred=st.booleans()))

    rows = st.none() | st.tuples(COUNTS, COUNTS)
    plan = Plan(
        document=document,
        header=Header(
            **{name: found(_header_values(name)) for name in Header.__dataclass_fields__ if name != "recipients"},
            recipients=several(built(Recipient, text=WORDS, purpose=MAYBE, evidence=places)),
        ),
        sections=several(
            built(
                Section,
                id=WORDS,
                marker=MAYBE,
                title=MAYBE,
                level=COUNTS,
                parent=MAYBE,
                start=COUNTS,
                end=COUNTS,
                evidence=places,
                rule=WORDS,
            )
        ),
        citations=several(
            built(
                Citation,
                type=WORDS,
                **dict.fromkeys(
                    (
                        "type_code",
                        "number",
                        "symbol",
                        "date",
                        "date_partial",
                        "issuer",
                        "title",
                        "provision",
                        "section",
                    ),
                    MAYBE,
                ),
                use=st.sampled_from(Use),
                evidence=places,
                rule=WORDS,
                resolved_from=st.none() | places,
            )
        ),
        targets=several(
            built(
                Target,
                metric=WORDS,
                comparator=st.sampled_from(Comparator),
                value=st.none() | NUMBERS,
                upper=st.none() | NUMBERS,
                **dict.fromkeys(("unit", "period", "deadline", "baseline", "section"), MAYBE),
                evidence=places,
                rule=WORDS,
            )
        ),
        assignments=several(
            built(
                Assignment,
                roles=st.lists(st.sampled_from(Role), max_size=2).map(tuple),
                parties=st.lists(
                    built(
                        Party,
                        text=WORDS,
                        code=MAYBE,
                        inherited=st.none() | places,
                        own=st.lists(st.sampled_from(Role), max_size=2).map(tuple),
                    ),
                    max_size=3,
                ).map(tuple),
                task=WORDS,
                section=MAYBE,
                evidence=places,
                rule=WORDS,
                soft=st.booleans(),
                requested=st.booleans(),
                task_row=rows,
            )
        ),
        deadlines=several(
            built(
                Deadline,
                kind=st.sampled_from(DeadlineKind),
                **dict.fromkeys(("date", "start", "end", "section"), MAYBE),
                frequency=st.lists(WORDS, max_size=2).map(tuple),
                evidence=places,
                rule=WORDS,
                inferred=st.booleans(),
                task_row=rows,
            )
        ),
        annexes=several(built(Annex, label=WORDS, title=MAYBE, present=st.booleans(), evidence=places)),
        abbreviations=several(built(Abbreviation, abbr=WORDS, meaning=WORDS, evidence=places)),
        warnings=several(built(Warning, code=WORDS, message=WORDS, evidence=places)),
    )
    # Other content is another file: no two different plans with the same bytes.
    checksum = hashlib.sha256(repr(plan).encode("utf-8", "surrogatepass")).hexdigest()
    return replace(plan, document=_with_source(document, replace(document.source, sha256=checksum)))


def _header_values(name: str) -> st.SearchStrategy[Any]:
    match name:
        case "issuer_level":
            return st.sampled_from(IssuerLevel)
        case "plan_kind":
            return st.sampled_from(PlanKind)
        case "plan_year" | "assessed_year":
            return st.integers(1900, 2100)
        case _:
            return WORDS


def plan_of(
    text: str, *, name: str = "ke-hoach.txt", grade: Grade = Grade.GOOD, header: dict[str, Any] | None = None
) -> Plan:
    """A plan with ``text`` and the header values given; every header evidence is the first character."""
    source = Source(
        name=name, sha256=hashlib.sha256(f"{text}{grade}".encode()).hexdigest(), media_type="text/plain", reader="text"
    )
    document = Document(source=source, text=text, blocks=(), grade=grade)
    place = Evidence(start=0, end=1, quote=text[0])
    found = {key: Found(value=value, evidence=place, rule="test") for key, value in (header or {}).items()}
    return Plan(document=document, header=Header(**found))


def renamed(plan: Plan, name: str) -> Plan:
    """The same bytes under another file name."""
    return replace(plan, document=_with_source(plan.document, replace(plan.document.source, name=name)))


def _with_source(document: Document, source: Source) -> Document:
    return Document(
        source=source,
        text=document.text,
        blocks=document.blocks,
        grade=document.grade,
        grade_reasons=document.grade_reasons,
    )
