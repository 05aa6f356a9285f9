"""One Document into the tables and back."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Connection, insert, select

from schema.document import BBox, Block, BlockKind, Cell, Document, Grade, PageNote, Source, TableNote
from schema.store_rows import Row, Stored, new_id
from schema.tables import DocumentRow, TextRow


def insert_document(connection: Connection, document: Document, sketch: bytes) -> int:
    """The id of ``document``, stored with its text and blocks."""
    source = document.source
    notes = {
        "dropped": [_note_json(note) for note in source.dropped],
        "tables": [_table_note_json(note) for note in source.tables],
        "notes": [_note_json(note) for note in source.notes],
        "grade_reasons": [_note_json(note) for note in document.grade_reasons],
    }
    row = {
        "sha256": source.sha256,
        "name": source.name,
        "media_type": source.media_type,
        "reader": source.reader,
        "pages": source.pages,
        "ocr_pages": source.ocr_pages,
        "encoding": source.encoding,
        "encoding_score": source.encoding_score,
        "grade": document.grade.value,
        "notes": notes,
        "sketch": sketch,
    }
    document_id = new_id(connection, DocumentRow, row)
    text = {"document_id": document_id, "text": document.text, "blocks": _pack_blocks(document.blocks)}
    connection.execute(insert(TextRow), [text])
    return document_id


def read_document(connection: Connection, document_id: int) -> Document:
    """The stored Document, equal to the one that was saved."""
    row = connection.execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id)).mappings().one()
    text = connection.execute(select(TextRow.__table__).where(TextRow.document_id == document_id)).mappings().one()
    return document_of(row, text)


def document_of(row: Stored, text: Stored) -> Document:
    """A Document from its row and the row of its text."""
    notes = row["notes"]
    source = Source(
        name=row["name"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        reader=row["reader"],
        pages=row["pages"],
        ocr_pages=tuple(row["ocr_pages"]),
        encoding=row["encoding"],
        encoding_score=row["encoding_score"],
        dropped=tuple(PageNote(**note) for note in notes["dropped"]),
        tables=tuple(TableNote(**{**note, "pages": tuple(note["pages"])}) for note in notes["tables"]),
        notes=tuple(PageNote(**note) for note in notes["notes"]),
    )
    return Document(
        source=source,
        text=text["text"],
        blocks=_unpack_blocks(text["blocks"]),
        grade=Grade(row["grade"]),
        grade_reasons=tuple(PageNote(**note) for note in notes["grade_reasons"]),
    )


def _note_json(note: PageNote) -> Row:
    return {"code": note.code, "message": note.message, "page": note.page}


def _table_note_json(note: TableNote) -> Row:
    return {field.name: getattr(note, field.name) for field in fields(TableNote)}


def _pack_blocks(blocks: Sequence[Block]) -> bytes:
    rows = [
        [
            block.start,
            block.end,
            block.kind.value,
            block.page,
            block.bbox,
            block.cell,
            block.marker,
            block.bold,
            block.centered,
            block.indent,
        ]
        for block in blocks
    ]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 6)


def _unpack_blocks(packed: bytes) -> tuple[Block, ...]:
    return tuple(
        Block(
            start=start,
            end=end,
            kind=BlockKind(kind),
            page=page,
            bbox=None if bbox is None else BBox(*bbox),
            cell=None if cell is None else Cell(*cell),
            marker=marker,
            bold=bold,
            centered=centered,
            indent=indent,
        )
        for start, end, kind, page, bbox, cell, marker, bold, centered, indent in json.loads(zlib.decompress(packed))
    )
