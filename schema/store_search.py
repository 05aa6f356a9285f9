"""Which stored texts hold given words, found without tone marks by the full-text index of the database."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

# The head of a text that PostgreSQL indexes (see the first migration).
INDEXED = 200_000
TEXTS_AT_A_TIME = 50

_SQLITE = (
    "SELECT search.plan_id, search.bare, texts.text FROM search_index"
    " JOIN search ON search.plan_id = search_index.rowid"
    " JOIN plans ON plans.id = search.plan_id JOIN texts ON texts.document_id = plans.document_id"
    " WHERE search_index MATCH :term0 AND plans.superseded_by IS NULL ORDER BY search.plan_id"
)
_POSTGRESQL = (
    "SELECT search.plan_id, search.bare, texts.text FROM search JOIN plans ON plans.id = search.plan_id"
    " JOIN texts ON texts.document_id = plans.document_id"
    " WHERE plans.superseded_by IS NULL AND (search.words @@ ({query}) OR length(search.bare) > {indexed})"
    " ORDER BY search.plan_id"
)


def texts_holding(connection: Connection, terms: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, str, str]]:
    """Id, ``bare`` text and text of the plans in force that hold every term, the words of a term one after the other.

    terms: words of [a-z0-9] only, so nothing that a person typed can be syntax of a full-text query. A text longer
    than the index of PostgreSQL reaches is given in any case: the caller looks for the words in it.
    """
    wanted = [" ".join(term) for term in terms if term]
    if not wanted:
        return
    if connection.dialect.name == "sqlite":
        statement, values = _SQLITE, {"term0": " ".join(f'"{term}"' for term in wanted)}
    else:
        query = " && ".join(f"phraseto_tsquery('simple', :term{number})" for number in range(len(wanted)))
        statement = _POSTGRESQL.format(query=query, indexed=INDEXED)
        values = {f"term{number}": term for number, term in enumerate(wanted)}
    rows = connection.execute(text(statement), values, execution_options={"yield_per": TEXTS_AT_A_TIME})
    yield from map(tuple, rows)
