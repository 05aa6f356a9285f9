"""One spaCy Doc per plan: the frozen text to the letter, symbols whole, every item a span."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from extractors.pipeline import extract
from extractors.spans import KINDS, annotated, write_spans
from extractors.tokens import blank_vietnamese, to_doc
from schema.document import Document, Grade, Source

TEXT = (
    "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nThực hiện Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ;\n\n"
    "I. MỤC TIÊU\n- Phấn đấu 100% hồ sơ được giải quyết đúng hạn.\n"
    "II. TỔ CHỨC THỰC HIỆN\n1. Giao công chức Văn phòng - Thống kê theo dõi, hoàn thành trước ngày 15/8/2022.\n"
)


def document(text: str) -> Document:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return Document(source=source, text=text, blocks=(), grade=Grade.GOOD)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_the_text_of_a_doc_is_the_text(text: str) -> None:
    assert to_doc(text).text == text


@pytest.mark.parametrize(
    "symbol", ["63/2010/NĐ-CP", "49/KH-UBND", "18-NQ/TW", "66.7/2025/NQ-CP", "30c/NQ-CP", "86,5/100"]
)
def test_a_symbol_is_one_token(symbol: str) -> None:
    assert symbol in [token.text for token in to_doc(f"số {symbol}, ngày")]


def test_every_item_is_a_span() -> None:
    plan = extract(document(TEXT))
    doc = annotated(plan)
    assert doc.text == TEXT
    for kind in KINDS:
        items = getattr(plan, kind)
        assert len(doc.spans[kind]) == len(items)
        for span, item in zip(doc.spans[kind], items, strict=True):
            assert item.evidence.quote in span.text
    assert doc.spans["citations"][0].label_ == "NĐ"
    assert doc.spans["targets"][0].label_ == "="


def test_spans_come_back_from_the_file(tmp_path: Path) -> None:
    plan = extract(document(TEXT))
    write_spans(plan, tmp_path / "plan.spacy")
    [doc] = DocBin().from_disk(tmp_path / "plan.spacy").get_docs(blank_vietnamese().vocab)
    assert doc.text == TEXT
    assert [span.text for span in doc.spans["citations"]] == [item.evidence.quote for item in plan.citations]
