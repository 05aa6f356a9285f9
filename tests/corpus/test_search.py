"""Search with and without tone marks, on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search import Closeness, search, terms_of
from schema.store import Store
from tests.schema.plans_made import plan_of

TEXTS = {
    "a.txt": "Quản lý ĐẤT\nĐAI theo Nghị định số 63/2010/NĐ-CP; quản lý đất  đai.",
    "b.txt": "Đạt dài hơn năm trước; hoà giải ở cơ sở.",
    "c.txt": "x" * 250_000 + " Quản lý đất đai ở cuối một văn bản rất dài.",
    "d.txt": "Giải quyết hồ sơ." + " Việc khác." * 100 + " Khảo sát ở cơ sở.",
}
PHRASE, NEAR, APART = Closeness.PHRASE, Closeness.NEAR, Closeness.APART


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dat dai", [("a.txt", PHRASE), ("a.txt", PHRASE), ("b.txt", PHRASE), ("c.txt", PHRASE)]),
        ("đất đai", [("a.txt", PHRASE), ("a.txt", PHRASE), ("c.txt", PHRASE)]),
        ("Đất dai", [("a.txt", PHRASE), ("a.txt", PHRASE), ("c.txt", PHRASE)]),
        ("hòa giải", [("b.txt", PHRASE)]),
        ("cơ sở", [("b.txt", PHRASE), ("d.txt", PHRASE)]),
        ("giải cơ sở", [("b.txt", NEAR), ("d.txt", APART)]),
        ('"cơ sở" giải', [("b.txt", NEAR), ("d.txt", APART)]),
        ("“sở cơ”", []),
        ('"hoà giải" đất', []),
        ("63/2010/NĐ-CP", [("a.txt", PHRASE)]),
        ('"dai dat"', []),
        ("đất", [("a.txt", PHRASE), ("a.txt", PHRASE), ("c.txt", PHRASE)]),
        ("", []),
        ('" OR NEAR( *', []),
        ("khong-co-tu-nay", []),
    ],
)
def test_search(database_url: str, query: str, found: list[tuple[str, Closeness]]) -> None:
    with Store.open(database_url) as store:
        for name, text in TEXTS.items():
            store.save(plan_of(text, name=name, header={"unit_kind": "xã", "unit_name": name}))
        hits = search(store, query)
        assert [(hit.file, hit.closeness) for hit in hits] == found
        for hit in hits:
            text = store.get(hit.plan).document.text
            assert text[hit.start : hit.end] == hit.quote
            assert " ".join(hit.quote.split()) in hit.context
        assert len(search(store, query, limit=1)) == min(1, len(found))


def test_a_superseded_version_is_not_searched(database_url: str) -> None:
    same = {"unit_kind": "xã", "unit_name": "A", "symbol": "1/KH-UBND", "number": "1", "date": "2024-01-02"}
    with Store.open(database_url) as store:
        store.save(plan_of("đất đai cũ", name="a", header=same))
        store.save(plan_of("đất đai mới", name="b", header=same))
        assert [hit.file for hit in search(store, "dat dai")] == ["b"]


@given(
    st.text(max_size=60)
    | st.sampled_from(['a" OR b', "NEAR(a b)", "a*", "^a", "{a}: b", "a'b", "a & !b", ":term0", "%s"])
)
def test_nothing_typed_reaches_the_syntax_of_a_query(query: str) -> None:
    for term in terms_of(query):
        for word in term:
            assert word.bare.isascii() and word.bare.isalnum() and word.bare == word.bare.lower()


@pytest.mark.parametrize(
    "query", ['a" OR b', "NEAR(a b)", "a*", "a'b;--", "a & !b", ":term0 %s {x}", "\x00a", "a\ud800b"]
)
def test_hostile_queries_are_only_words(database_url: str, query: str) -> None:
    with Store.open(database_url) as store:
        store.save(plan_of("đất đai", name="a"))
        assert search(store, query) == ()
