"""Footnotes, running lines and deleted words of web pages, as the programs that offices use write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markup import read_html
from ingest.source import SourceBytes
from schema.document import BlockKind, Document


def read(body: str) -> Document:
    return read_html(SourceBytes(name="a.html", data=f"<html><body>{body}</body></html>".encode()))


LIBREOFFICE = (
    '<p>Rà soát hồ sơ<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> của xã.</p>'
    '<p>Sau</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>Theo sổ</p><p>theo dõi.</p></div>'
)
WORD = (
    '<p>Rà soát hồ sơ<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>'
    "<![if !supportFootnotes]><span>[1]</span><![endif]></span></a> của xã.</p><p>Sau</p><div style='mso-element:footnote-list'>"
    "<hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' "
    'href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Theo sổ</p><p>theo dõi.</p></div></div>'
)
PORTAL = (
    '<div><p>Rà soát hồ sơ<a href="#_ftn1" name="_ftnref1">[1]</a> của xã.</p><p>Sau</p>'
    '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Theo sổ<br>theo dõi.</p></div>'
)
DOCS = (
    '<p>Rà soát hồ sơ<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> của xã.</p><p>Sau</p><hr><div><p>'
    '<a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;Theo sổ<br>theo dõi.</p></div>'
)


@pytest.mark.parametrize("body", [LIBREOFFICE, WORD, PORTAL, DOCS], ids=["LibreOffice", "Word", "portal", "Google"])
def test_a_note_stands_behind_its_paragraph(body: str) -> None:
    document = read(body)
    said = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    notes = [text for kind, text in said if kind is BlockKind.NOTE]
    assert " ".join(" ".join(notes).split()) == "Theo sổ theo dõi."
    assert said[0] == (BlockKind.PARAGRAPH, "Rà soát hồ sơ của xã.") and said[-1] == (BlockKind.PARAGRAPH, "Sau")


def test_notes_keep_their_order_and_those_of_a_table_stand_behind_it() -> None:
    def reference(number: int) -> str:
        return f'<a href="#n{number}" name="r{number}">({number})</a>'

    notes = "".join(
        f'<p><a href="#r{number}" name="n{number}">({number})</a> Ghi {number}.</p>' for number in (1, 2, 3)
    )
    table = (
        f"<table border=1><tr><th>STT</th><th>Việc</th></tr><tr><td>1</td><td>Lập sổ{reference(3)}</td></tr></table>"
    )
    document = read(f"<p>Một{reference(1)} hai{reference(2)}.</p>{table}<p>Sau</p>{notes}")
    assert document.text == "Một hai.\n\nGhi 1.\n\nGhi 2.\n\nSTT\nViệc\n\n1\nLập sổ\n\nGhi 3.\n\nSau"


@pytest.mark.parametrize(
    ("proves", "body", "text"),
    [
        ("a list of contents is no list of notes", '<p><a href="#b" name="a">Mục tiêu</a></p><p><a href="#a" name="b">Mục tiêu</a> chung</p>',
         "Mục tiêu\n\nMục tiêu chung"),
        ("a link that nothing answers stays", '<p>Xem<a href="#b" name="a">[1]</a></p><p><a name="b">[1]</a> Ghi</p>', "Xem[1]\n\n[1] Ghi"),
        ("a raised number is no part of the figure before it", "<p>Đạt 90%<sup>2</sup> và 15 km<sup>2</sup></p>", "Đạt 90%² và 15 km²"),
        ("deleted words", "<p>Trước ngày <del>15/3</del><ins>20/3</ins></p>", "Trước ngày 20/3"),
        ("page numbers of LibreOffice", '<p>Trang <sdfield type=PAGE>3</sdfield></p>', "Trang"),
    ],
)  # fmt: skip
def test_other_links_and_small_things(proves: str, body: str, text: str) -> None:
    assert read(body).text == text


def test_running_lines_of_libreoffice_are_told_apart() -> None:
    document = read(
        '<div title="header"><p>UBND xã A</p></div><p>Kế hoạch</p><div title="footer"><p>Tổ một cửa</p></div>'
    )
    assert [block.kind for block in document.blocks] == [BlockKind.HEADER, BlockKind.PARAGRAPH, BlockKind.FOOTER]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), min_size=1, max_size=8))
def test_links_in_any_tangle_lose_no_word(links: list[tuple[int, int, bool]]) -> None:
    body = "".join(
        f'<{"div" if inner else "p"}>từ{at}<a href="#n{to}" name="n{name}">[{at}]</a>' + "</p>" * (not inner)
        for at, (name, to, inner) in enumerate(links)
    )
    text = read(body).text
    assert all(f"từ{at}" in text for at in range(len(links)))
