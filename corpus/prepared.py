"""What coverage needs of a plan (its Material), in one piece.

Made once, where the plan is extracted, and kept beside it. Reading ten thousand plans item by item from the tables, or
segmenting their words again, would take longer than assessing them.
"""

import json
import zlib
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from corpus.coverage.material import Absent, Extent, Given, Material
from corpus.coverage.passages import Form, Passage
from corpus.coverage.places import Part
from schema.document import Block, BlockKind, Document, Grade, Source
from schema.store import Store
from schema.store_coverage import PlanSource, keep_prepared

# Raise it when what is kept changes: what was kept before is then made anew.
MADE_BY = "6"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # escapes would take longer to read
_SURROGATES = "surrogatepass"  # a text may hold halves of characters
_QUICK = 3  # of the levels of zlib: half the time of the default for a tenth more bytes
_PARTS = {part.value: part for part in Part}
_FORMS = {form.value: form for form in Form}


def packed(material: Material) -> bytes:
    """What has to be kept of a plan; ``unpacked`` gives it back. Field names are left out: the order is theirs."""
    kept = [
        _pages(material.document),
        material.sections,
        material.passages,
        material.owners,
        material.dates,
        material.figures,
        material.absent,
        sorted(material.abbreviations),
    ]
    return zlib.compress(_ENCODER.encode(kept).encode("utf-8", _SURROGATES), _QUICK)


def keep(store: Store, plan_id: int, prepared: bytes) -> None:
    """Keep what was ``packed`` of a stored plan, so that coverage need not do it."""
    with store.writing() as connection:
        keep_prepared(connection, MADE_BY, {plan_id: prepared})


def unpacked(data: bytes, source: PlanSource) -> Material:
    """What was ``packed`` of a plan, with its text."""
    pages, sections, passages, owners, dates, figures, absent, abbreviations = json.loads(
        zlib.decompress(data).decode("utf-8", _SURROGATES)
    )
    return Material(
        document=_document(pages, source),
        sections=tuple(map(Extent._make, sections)),
        passages=tuple(map(_passage, passages)),
        owners=_given(owners),
        dates=_given(dates),
        figures=_given(figures),
        absent=tuple(map(Absent._make, absent)),
        abbreviations=frozenset((abbreviation, tuple(meaning)) for abbreviation, meaning in abbreviations),
    )


def _passage(values: list[Any]) -> Passage:
    start, end, key, section, part, form, kept, lead, row = values
    return Passage(start, end, key, section, _PARTS[part], _FORMS[form], kept, lead, tuple(row) if row else None)


def _given(kept: Iterable[list[Any]]) -> tuple[Given, ...]:
    return tuple(
        Given(start, end, tuple(row) if row else None, binds, for_block, tuple(reach) if reach else None)
        for start, end, row, binds, for_block, reach in kept
    )


def _pages(document: Document) -> list[list[int | None]]:
    """[where it begins, page] of each run of blocks on one page: what a citation asks of the blocks."""
    runs = (next(run) for _, run in groupby(document.blocks, key=lambda block: block.page))
    return [[block.start, block.page] for block in runs]


def _document(pages: Iterable[tuple[int, int | None]], source: PlanSource) -> Document:
    text = source.text
    return Document(
        source=Source(name=source.name, sha256=source.sha256, media_type="", reader=""),
        text=text,
        blocks=tuple(Block(start=start, end=len(text), kind=BlockKind.PARAGRAPH, page=page) for start, page in pages),
        grade=Grade(source.grade),
    )
