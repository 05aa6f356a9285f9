"""Clauses: what stops a clause and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.clauses import clauses
from extractors.reading import Reading
from schema.document import Document, Grade, Source


def split(text: str) -> list[str]:
    source = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
    document = Document(source=source, text=text, blocks=(), grade=Grade.GOOD)
    reading = Reading(document=document, flow=text, paragraphs=())
    return [text[start:end] for start, end in clauses(reading, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Rà soát thủ tục; công khai kết quả. Báo cáo huyện",
            ["Rà soát thủ tục", "công khai kết quả", "Báo cáo huyện"],
        ),
        ("Mục tiêu: 100% hồ sơ đúng hạn.", ["Mục tiêu", "100% hồ sơ đúng hạn"]),
        ("1. Rà soát quy chế. 2 đơn vị phối hợp", ["1. Rà soát quy chế", "2 đơn vị phối hợp"]),  # a list marker stays
        ("Thu 1.250 tấn. Xuất 3,5 tấn", ["Thu 1.250 tấn", "Xuất 3,5 tấn"]),  # a stop inside a number
        ("TM. ỦY BAN NHÂN DÂN", ["TM. ỦY BAN NHÂN DÂN"]),  # an abbreviation that goes on
        ("ThS. Lê Văn A trình bày; bế mạc", ["ThS. Lê Văn A trình bày", "bế mạc"]),
        ("tờ rơi, pano v.v. để tuyên truyền", ["tờ rơi, pano v.v. để tuyên truyền"]),
        ("đúng quy định. theo dõi tiếp", ["đúng quy định. theo dõi tiếp"]),  # lower case after a stop: scanned dirt
        ("Lúc 8:30 họp; nghỉ", ["Lúc 8:30 họp", "nghỉ"]),  # ":" inside a time
        ("a)\nb", ["a)", "b"]),  # a paragraph break always
        ("", []),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="ab1 .;:\n,TM()", max_size=80))
def test_clauses_are_ordered_trimmed_and_inside(text: str) -> None:
    source = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
    reading = Reading(
        document=Document(source=source, text=text, blocks=(), grade=Grade.GOOD), flow=text, paragraphs=()
    )
    last = 0
    for start, end in clauses(reading, 0, len(text)):
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        last = end
