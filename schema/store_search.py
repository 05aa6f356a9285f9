"""Which stored texts hold given words, with and without tone marks, by the full-text index of the database."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

from schema.text import bare

_WORD = re.compile(r"[a-z0-9]+")

# The head of a text that PostgreSQL indexes (see the first migration).
INDEXED = 200_000

_SQLITE = text(
    "SELECT search.plan_id, search.bare FROM search_index JOIN search ON search.plan_id = search_index.rowid"
    " JOIN plans ON plans.id = search.plan_id"
    " WHERE search_index MATCH :query AND plans.superseded_by IS NULL ORDER BY search.plan_id"
)
_POSTGRESQL = text(
    "SELECT search.plan_id, search.bare FROM search JOIN plans ON plans.id = search.plan_id"
    " WHERE plans.superseded_by IS NULL"
    f" AND (search.words @@ plainto_tsquery('simple', :query) OR length(search.bare) > {INDEXED})"
    " ORDER BY search.plan_id"
)


def search_words(query: str) -> tuple[str, ...]:
    """The words that a query looks for: folded, without marks."""
    return tuple(_WORD.findall(bare(query)))


def texts_with(connection: Connection, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Id and ``bare`` text of the plans in force that hold all ``words`` (as ``search_words`` gives them)."""
    if not words:
        return
    if connection.dialect.name == "sqlite":
        rows = connection.execute(_SQLITE, {"query": " ".join(f'"{word}"' for word in words)})
    else:
        rows = connection.execute(_POSTGRESQL, {"query": " ".join(words)})
    for plan_id, stored in rows:
        if set(words) <= set(_WORD.findall(stored)):
            yield plan_id, stored
