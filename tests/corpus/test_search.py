"""Search with and without tone marks, on both databases."""

import pytest

from corpus.search import search
from schema.store import Store
from tests.schema.plans_made import plan_of

TEXTS = {
    "a.txt": "Quản lý ĐẤT\nĐAI theo Nghị định số 63/2010/NĐ-CP; quản lý đất  đai.",
    "b.txt": "Đạt dài hơn năm trước; hoà giải ở cơ sở.",
    "c.txt": "x" * 250_000 + " Quản lý đất đai ở cuối một văn bản rất dài.",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dat dai", ["a.txt", "a.txt", "b.txt", "c.txt"]),
        ("đất đai", ["a.txt", "a.txt", "c.txt"]),
        ("Đất dai", ["a.txt", "a.txt", "c.txt"]),
        ("hòa giải", ["b.txt"]),
        ("63/2010/NĐ-CP", ["a.txt"]),
        ("dai dat", []),
        ("đất", ["a.txt", "a.txt", "c.txt"]),
        ("", []),
        ('" OR NEAR( *', []),
    ],
)
def test_search(database_url: str, query: str, found: list[str]) -> None:
    with Store.open(database_url) as store:
        for name, text in TEXTS.items():
            store.save(plan_of(text, name=name, header={"unit_kind": "xã", "unit_name": name}))
        hits = search(store, query)
        assert [hit.file for hit in hits] == found
        for hit in hits:
            text = store.get(hit.plan).document.text
            assert text[hit.start : hit.end] in text and hit.quote
        assert len(search(store, query, limit=1)) == min(1, len(found))


def test_a_superseded_version_is_not_searched(database_url: str) -> None:
    same = {"unit_kind": "xã", "unit_name": "A", "symbol": "1/KH-UBND", "number": "1", "date": "2024-01-02"}
    with Store.open(database_url) as store:
        store.save(plan_of("đất đai cũ", name="a", header=same))
        store.save(plan_of("đất đai mới", name="b", header=same))
        assert [hit.file for hit in search(store, "dat dai")] == ["b"]
