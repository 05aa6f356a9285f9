"""What coverage needs of a plan, in one piece: its passages and the items that grant a criterion anything.

Made once, where the plan is extracted, and kept beside it. Reading ten thousand plans item by item from the tables, or
segmenting their words again, would take longer than assessing them.
"""

import json
import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from corpus.coverage import Passage, from_json, prepare_passages, to_json
from schema.document import Block, BlockKind, Document, Grade, Source
from schema.plan import Assignment, Header, Plan
from schema.store import Store
from schema.store_coverage import PlanSource, keep_prepared
from schema.store_rows import (
    ABBREVIATIONS,
    ANNEXES,
    ASSIGNMENTS,
    DEADLINES,
    SECTIONS,
    TARGETS,
    ItemTable,
    assignment_of,
    party_of,
    party_row,
)

# Raise it when passages or what is kept with them change: what was kept before is then made anew.
MADE_BY = "3"
_KINDS: dict[str, ItemTable[Any]] = {
    "sections": SECTIONS,
    "targets": TARGETS,
    "assignments": ASSIGNMENTS,
    "deadlines": DEADLINES,
    "annexes": ANNEXES,
    "abbreviations": ABBREVIATIONS,
}
_PASSAGE = ("start", "end", "key", "section", "part", "form", "kept", "lead", "row")
_QUICK = 3  # of the levels of zlib: half the time of the default for a tenth more bytes


def packed(plan: Plan) -> bytes:
    """What has to be kept of ``plan``; ``unpacked`` gives it back."""
    kept: dict[str, Any] = {name: _packed_items(kind, plan) for name, kind in _KINDS.items()}
    kept["parties"] = [
        [party_row(0, 0, 0, party) for party in assignment.parties] for assignment in plan.assignments
    ]  # fmt: skip
    kept["pages"] = _pages(plan.document)
    kept["passages"] = [[passage[name] for name in _PASSAGE] for passage in to_json(prepare_passages(plan))]
    return zlib.compress(json.dumps(kept, separators=(",", ":")).encode("ascii"), _QUICK)


def keep(store: Store, plan_id: int, prepared: bytes) -> None:
    """Keep what was ``packed`` of a stored plan, so that coverage need not do it."""
    with store.writing() as connection:
        keep_prepared(connection, MADE_BY, {plan_id: prepared})


def unpacked(data: bytes, source: PlanSource) -> tuple[Plan, tuple[Passage, ...]]:
    """The plan with what coverage needs of it (no header, no citations), and its passages."""
    kept = json.loads(zlib.decompress(data))
    items = {
        name: tuple(map(kind.from_row, _rows(kept[name], source.text)))
        for name, kind in _KINDS.items()
        if kind is not ASSIGNMENTS
    }
    plan = Plan(
        document=_document(kept["pages"], source),
        header=Header(),
        citations=(),
        warnings=(),
        assignments=_assignments(kept, source.text),
        **items,
    )
    return plan, from_json([dict(zip(_PASSAGE, values, strict=True)) for values in kept["passages"]])


def _packed_items(kind: ItemTable[Any], plan: Plan) -> dict[str, list[Any]]:
    """The rows of the items, their columns named once; the quote is in the text."""
    rows = [kind.to_row(item) for item in kind.items(plan)]
    columns = [name for name in rows[0] if name != "quote"] if rows else []
    return {"columns": columns, "rows": [[row[name] for name in columns] for row in rows]}


def _rows(items: dict[str, list[Any]], text: str) -> list[dict[str, Any]]:
    columns = items["columns"]
    rows = [dict(zip(columns, values, strict=True)) for values in items["rows"]]
    for row in rows:
        row["quote"] = text[row["start_char"] : row["end_char"]]
    return rows


def _assignments(kept: dict[str, Any], text: str) -> tuple[Assignment, ...]:
    return tuple(
        assignment_of(row, tuple(map(party_of, parties)))
        for row, parties in zip(_rows(kept["assignments"], text), kept["parties"], strict=True)
    )


def _pages(document: Document) -> list[list[int | None]]:
    """[where it begins, page] of each run of blocks on one page: what a citation asks of the blocks."""
    runs = (next(run) for _, run in groupby(document.blocks, key=lambda block: block.page))
    return [[block.start, block.page] for block in runs]


def _document(pages: Sequence[tuple[int, int | None]], source: PlanSource) -> Document:
    text = source.text
    return Document(
        source=Source(name=source.name, sha256=source.sha256, media_type="", reader=""),
        text=text,
        blocks=tuple(Block(start=start, end=len(text), kind=BlockKind.PARAGRAPH, page=page) for start, page in pages),
        grade=Grade(source.grade),
    )
