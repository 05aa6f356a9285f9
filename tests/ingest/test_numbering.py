"""Word's generated numbers: (what is proved, numbering, paragraphs, the text that Word shows)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.docx import has_lists, read_converted, read_docx
from ingest.docx_labels import Labels
from ingest.docx_numbering import in_words, letter, roman
from ingest.source import SourceBytes
from tests.ingest.docx_making import abstract, docx, level, num, numbered, paragraph, run

PLAN_LEVELS = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "\uf0b7"),
)

CASES = [
    (
        "levels restart under a new higher level; bullets become a dash",
        abstract(0, *PLAN_LEVELS) + num(1, 0),
        [("Mục đích", 1, 0), ("Một", 1, 1), ("Hai", 1, 1), ("Ý a", 1, 2), ("Ý b", 1, 2), ("Chấm", 1, 3),
         ("Nhiệm vụ", 1, 0), ("Một", 1, 1), ("Ý a", 1, 2)],
        ["I. Mục đích", "1. Một", "2. Hai", "a) Ý a", "b) Ý b", "- Chấm", "II. Nhiệm vụ", "1. Một", "a) Ý a"],
    ),
    (
        "decimal outline shows all levels; isLgl turns Roman into figures",
        abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")) + num(1, 0),
        [("A", 1, 0), ("B", 1, 0), ("C", 1, 1), ("D", 1, 1)],
        ["I. A", "II. B", "2.1. C", "2.2. D"],
    ),
    (
        "two lists on one abstract list count on; startOverride starts anew, once",
        abstract(0, level(0, "decimal", "%1."))
        + num(1, 0)
        + num(2, 0)
        + num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        [("a", 1, 0), ("b", 2, 0), ("c", 3, 0), ("d", 3, 0), ("e", 1, 0)],
        ["1. a", "2. b", "1. c", "2. d", "3. e"],
    ),
    (
        "a level override changes the form for its list only",
        abstract(0, level(0, "decimal", "%1."))
        + num(1, 0)
        + num(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}'
                    '<w:startOverride w:val="3"/></w:lvlOverride>'),
        [("a", 1, 0), ("b", 2, 0), ("c", 2, 0)],
        ["1. a", "C) b", "D) c"],
    ),
    (
        "lvlRestart 0 never restarts (articles count through the chapters)",
        abstract(0, level(0, "upperRoman", "Chương %1"), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'))
        + num(1, 0),
        [("QUY ĐỊNH CHUNG", 1, 0), ("Phạm vi", 1, 1), ("TỔ CHỨC", 1, 0), ("Hiệu lực", 1, 1)],
        ["Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Chương II TỔ CHỨC", "Điều 2. Hiệu lực"],
    ),
    (
        "a level used before its parent shows the parent's start",
        abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + num(1, 0),
        [("a", 1, 1), ("b", 1, 1), ("c", 1, 0), ("d", 1, 1)],
        ["1.1. a", "1.2. b", "1. c", "1.1. d"],
    ),
    (
        "numId 0 takes the number away, an unknown list gives none",
        abstract(0, level(0, "decimal", "%1.")) + num(1, 0),
        [("a", 1, 0), ("b", 0, 0), ("c", 77, 0), ("d", 1, 0)],
        ["1. a", "b", "c", "2. d"],
    ),
    (
        "no gap of its own where the list says so; Vietnamese words and zero-padded figures; none shows its text alone",
        abstract(0, level(0, "vietnameseCounting", "%1 là ", '<w:suff w:val="nothing"/>'),
                 level(1, "decimalZero", "%2/"), level(2, "none", "")) + num(1, 0),
        [("chủ động", 1, 0), ("a", 1, 1), ("b", 1, 2)],
        ["một là chủ động", "01/ a", "b"],
    ),
    (
        "small Roman figures; Word's letters have no đ",
        abstract(0, level(0, "lowerRoman", "%1)")) + abstract(1, level(0, "lowerLetter", "%1)")) + num(1, 0) + num(2, 1),
        [("x", 1, 0), ("x", 1, 0), ("x", 1, 0), ("x", 1, 0), *[("y", 2, 0)] * 5],
        ["i) x", "ii) x", "iii) x", "iv) x", "a) y", "b) y", "c) y", "d) y", "e) y"],
    ),
    (
        "a form that only newer programs know comes with a plain one",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' + num(1, 0),
        [("a", 1, 0), ("b", 1, 0)],
        ["1. a", "2. b"],
    ),
    (
        "bullets: known signs stay, Word's second-level o is the genre's plus",
        abstract(0, level(0, "bullet", "-"), level(1, "bullet", "+"), level(2, "bullet", "o"), level(3, "bullet", "\uf0d8"))
        + num(1, 0),
        [("a", 1, 0), ("b", 1, 1), ("c", 1, 2), ("d", 1, 3)],
        ["- a", "+ b", "+ c", "- d"],
    ),
    (
        "a plus in a symbol font is a plus",
        abstract(0, level(0, "bullet", "\uf02b", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'), level(1, "bullet", "\u25e6")) + num(1, 0),
        [("a", 1, 0), ("b", 1, 1)],
        ["+ a", "+ b"],
    ),
]  # fmt: skip


def lines(data: bytes) -> list[str]:
    return read_docx(SourceBytes(name="a.docx", data=data)).text.split("\n\n")


@pytest.mark.parametrize(("proves", "numbering", "items", "shown"), CASES, ids=[case[0] for case in CASES])
def test_word_shows(proves: str, numbering: str, items: list[tuple[str, int, int]], shown: list[str]) -> None:
    body = "".join(numbered(text, number, depth) for text, number, depth in items)
    assert lines(docx(body, numbering=numbering)) == shown


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="paragraph" w:styleId="De1"><w:basedOn w:val="Normal"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="De2"><w:basedOn w:val="De1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="De3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="DanhSach"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
"""


def test_numbering_by_style_and_its_linked_level() -> None:
    numbering = abstract(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)", '<w:pStyle w:val="De3"/>'),
    ) + num(1, 0)
    body = numbered("Mục đích", style="De1") + numbered("Một", style="De2") + numbered("Ý", style="De3")
    assert lines(docx(body, numbering=numbering, styles=STYLES)) == ["I. Mục đích", "1. Một", "a) Ý"]


def test_list_that_borrows_the_levels_of_a_list_style() -> None:
    numbering = (
        abstract(0, level(0, "upperLetter", "%1."), extra='<w:styleLink w:val="DanhSach"/>')
        + abstract(1, extra='<w:numStyleLink w:val="DanhSach"/>')
        + num(2, 0)
        + num(3, 1)
    )
    body = numbered("Một", 3, 0) + numbered("Hai", 3, 0)
    assert lines(docx(body, numbering=numbering, styles=STYLES)) == ["A. Một", "B. Hai"]


def test_marker_is_told_beside_the_text() -> None:
    numbering = abstract(0, *PLAN_LEVELS) + num(1, 0)
    document = read_docx(
        SourceBytes(name="a.docx", data=docx(paragraph("KẾ HOẠCH") + numbered("Mục đích", 1, 0), numbering=numbering))
    )
    assert [block.marker for block in document.blocks] == [None, "I."]


def test_indent_of_the_list_holds_where_the_paragraph_has_none() -> None:
    indent = '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    numbering = abstract(0, level(0, "decimal", "%1.", indent)) + num(1, 0)
    (block,) = read_docx(SourceBytes(name="a.docx", data=docx(numbered("a", 1, 0), numbering=numbering))).blocks
    assert block.indent == 18.0


def test_numbers_shown_by_the_converting_program_win_and_the_rest_stays() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    data = docx(
        numbered("Mục  đích", 1, 0) + numbered("Yêu cầu", 1, 0) + numbered("Nhiệm vụ", 1, 0), numbering=numbering
    )
    shown = ("Kính gửi", "    3. Mục đích ", "Yêu cầu", "lạ")
    assert has_lists(data)
    document = read_converted(SourceBytes(name="a.doc", data=data), Labels(lines=shown))
    assert document.text == "3. Mục  đích\n\n2. Yêu cầu\n\n3. Nhiệm vụ"


def test_hidden_paragraph_is_not_counted() -> None:
    hidden = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    body = numbered("a", 1, 0) + paragraph(run("ẩn", "<w:vanish/>"), hidden) + numbered("b", 1, 0)
    assert lines(docx(body, numbering=abstract(0, level(0, "decimal", "%1.")) + num(1, 0))) == ["1. a", "2. b"]


HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{depth}"><w:name w:val="heading {depth}"/><w:pPr><w:numPr>'
    f'<w:ilvl w:val="{depth - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{depth - 1}"/></w:pPr></w:style>'
    for depth in (1, 2, 3)
)


def test_headings_of_three_styles_are_one_list() -> None:
    levels = [
        level(depth, form, text, f'<w:pStyle w:val="Heading{depth + 1}"/>')
        for depth, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3.")))
    ]
    body = "".join(numbered(text, style=f"Heading{depth}") for text, depth in
                   (("A", 1), ("b", 2), ("c", 3), ("d", 3), ("B", 1), ("e", 2), ("f", 3)))  # fmt: skip
    shown = lines(docx(body, styles=HEADINGS, numbering=abstract(0, *levels) + num(1, 0)))
    assert shown == ["I. A", "1. b", "1.1. c", "1.2. d", "II. B", "1. e", "1.1. f"]


def test_deleted_paragraph_is_not_counted() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>'
    )
    assert lines(docx(numbered("a", 1, 0) + gone + numbered("b", 1, 0), numbering=numbering)) == ["1. a", "2. b"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV"), (0, "0"), (4000, "4000")],
)
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "A"), (4, "D"), (26, "Z"), (27, "AA"), (53, "AAA"), (0, "0")])
def test_letter(number: int, expected: str) -> None:
    assert letter(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (11, "mười một"), (40, "bốn mươi")],
)
def test_in_words(number: int, expected: str) -> None:
    assert in_words(number) == expected


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numbers_are_distinct_and_read_back(number: int) -> None:
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    figures = [values[sign] for sign in roman(number)]
    following = [*figures[1:], 0]
    assert sum(-one if one < two else one for one, two in zip(figures, following, strict=True)) == number
