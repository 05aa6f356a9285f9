"""HTML pages: text in reading order, tables as cells, no scripts, any encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markup import is_html, read_html
from ingest.source import ReadError, SourceBytes
from schema.document import BlockKind, Document
from schema.ledger import Reason
from tests.ingest.legacy_making import tcvn3, viqr, vni, windows_1258


def html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes) -> Document:
    return read_html(SourceBytes(name="a.html", data=data))


CASES = [
    (
        "blocks are paragraphs, white space collapses",
        "<p>Kế\n  hoạch</p><div>năm <b>2023</b></div>",
        "Kế hoạch\n\nnăm 2023",
    ),
    (
        "scripts and hidden text are no text",
        "<script>var a</script><p>Có<span style='display: none'>không</span></p><style>p{}</style>",
        "Có",
    ),
    ("line breaks", "<p>ỦY BAN NHÂN DÂN<br>XÃ TÂN BÌNH</p>", "ỦY BAN NHÂN DÂN\nXÃ TÂN BÌNH"),
    ("entities", "<p>t&#7881; l&#7879; &ge; 90% &amp; h&#417;n&nbsp;n&#7919;a</p>", "tỉ lệ ≥ 90% & hơn nữa"),
    ("text outside blocks", "trước<p>giữa</p>sau", "trước\n\ngiữa\n\nsau"),
    (
        "the document's head comes column by column",
        "<table><tr><td>UBND XÃ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr><tr><td>Số: 1/KH-UBND</td><td>ngày 1</td></tr></table>",
        "UBND XÃ\n\nSố: 1/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nngày 1",
    ),
    (
        "a table comes row by row",
        "<table border=1><tr><th>STT</th><th>Việc</th></tr><tr><td>1</td><td><p>a</p><p>b</p></td></tr></table>sau",
        "STT\nViệc\n\n1\na\nb\n\nsau",
    ),
    (
        "a list shows its numbers, from where it starts",
        "<ol type=I start=2><li><p>Nhiệm vụ</p><ol><li>Một</li><li value=5>Năm</li></ol></li><li>Thực hiện</li></ol>",
        "II. Nhiệm vụ\n\n1. Một\n\n5. Năm\n\nIII. Thực hiện",
    ),
    (
        "letters by style, bullets and second bullets",
        "<ol style='list-style-type: lower-alpha'><li>x</li></ol><ul><li>y<ul><li>z</li></ul></li></ul>",
        "a. x\n\n- y\n\n+ z",
    ),
    (
        "what is typed is not doubled, nor shown where the list hides it",
        "<ol><li>1.2. x</li><li>b) y</li></ol><ul><li>- z</li></ul><ol style='list-style:none'><li>t</li></ol>",
        "1.2. x\n\nb) y\n\n- z\n\nt",
    ),
    ("an empty item gives its number to none", "<ol><li></li></ol><p>sau</p>", "sau"),
    (
        "the numbers and bullets that Word wrote down",
        "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Mục đích</p>"
        "<p><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp; </span></span>Chủ trì</p>"
        "<p><span style='font-family:Wingdings;mso-list:\nIgnore'>Ø<span>&nbsp; </span></span>Phối hợp</p>"
        "<p><span style='font-family:\"Courier New\";mso-list:Ignore'>o<span>&nbsp; </span></span>ý</p>",
        "1. Mục đích\n\n- Chủ trì\n\n- Phối hợp\n\n+ ý",
    ),
    ("a letter-spaced title", "<p>K Ế &nbsp;H O Ạ C H</p>", "KẾ HOẠCH"),
]


@pytest.mark.parametrize(("proves", "body", "text"), CASES, ids=[case[0] for case in CASES])
def test_text(proves: str, body: str, text: str) -> None:
    assert read(html(body)).text == text


def test_cells_know_their_places_under_merged_cells() -> None:
    body = (
        "<table border=1><tr><td rowspan=2>STT</td><td colspan=2>Nhiệm vụ</td></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><td>1</td><td>c</td><td>d</td></tr></table>"
    )
    places = [
        (b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span) for b in read(html(body)).blocks if b.cell
    ]
    assert places == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_bold_centred_and_headings() -> None:
    blocks = read(html("<h2>KẾ HOẠCH</h2><p align=center><b>I. MỤC ĐÍCH</b></p><p><b>1.</b> Một</p>")).blocks
    assert [(b.kind, b.bold, b.centered) for b in blocks] == [
        (BlockKind.HEADING, True, False), (BlockKind.PARAGRAPH, True, True), (BlockKind.PARAGRAPH, False, False),
    ]  # fmt: skip


def entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


SENTENCE = "Ủy ban nhân dân xã giao các ban, ngành, đoàn thể tổ chức thực hiện kế hoạch cải cách hành chính"


@pytest.mark.parametrize(
    ("proves", "data"),
    [
        ("UTF-16", html(f"<p>{SENTENCE}</p>").decode().encode("utf-16")),
        ("windows-1258", html("<p>@</p>", "<meta charset=windows-1258>").replace(b"@", windows_1258(SENTENCE))),
        ("VNI bytes", html("<p>@</p>").replace(b"@", vni(SENTENCE).encode("latin-1"))),
        ("a VNI font over text saved as UTF-8", html(f"<p><font face='VNI-Times'>{vni(SENTENCE)}</font></p>")),
        ("numeric entities", html(f"<p>{entities(SENTENCE)}</p>")),
        ("entities for the letters of a VNI font", html(f"<p><font face='VNI-Times'>{entities(vni(SENTENCE))}</font></p>")),
        ("VIQR", html(f"<p align='center'>{viqr(SENTENCE)}</p>")),
        ("a declaration that lies", b'<?xml version="1.0" encoding="iso-8859-1"?>' + html(f"<p>{SENTENCE}</p>")),
        ("a single-file web page", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
         b"Content-Transfer-Encoding: 8bit\n\n" + html(f"<p>{SENTENCE}</p>") + b"\n--x--\n"),
    ],
)  # fmt: skip
def test_encodings(proves: str, data: bytes) -> None:
    assert is_html(data)
    assert read(data).text == SENTENCE


def test_capitals_font_keeps_its_capitals() -> None:
    stored = tcvn3("ủy ban nhân dân xã tân bình").encode("latin-1")
    data = b"<html><p style=\"font-family:'.VnTimeH'\">" + stored + b"</p></html>"
    assert read(data).text == "ỦY BAN NHÂN DÂN XÃ TÂN BÌNH"


def test_deep_and_empty_pages() -> None:
    assert read(html("<div>" * 200 + "đáy" + "</div>" * 200)).text == "đáy"
    for body, reason in (("<div>" * 5000 + "đáy" + "</div>" * 5000, Reason.BOMB), ("<script>x</script>", Reason.EMPTY)):
        with pytest.raises(ReadError) as refused:
            read(html(body))
        assert refused.value.reason is reason


def test_what_is_html() -> None:
    assert is_html(b"\xef\xbb\xbf  <!DOCTYPE html><p>a")
    assert not is_html("Kế hoạch <b>".encode())
    assert not is_html(b"<?xml version='1.0'?><a/>")


@given(st.text(alphabet="<>/ptdrableh= \"'1&;đ!-", max_size=300))
def test_any_markup_gives_ordered_blocks_or_a_reading_error(body: str) -> None:
    try:
        document = read(html(body))
    except ReadError:
        return
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end


def test_words_broken_into_letters_are_whole_and_it_is_told() -> None:
    document = read(html("<p>ỦY B AN NHÂN D Â N</p><p>Số: 12/KH-UBND</p>"))
    assert document.text.startswith("ỦY BAN NHÂN DÂN\n")
    assert [note.code for note in document.source.notes] == ["letter_spacing"]
    assert read(html("<p>ỦY BAN NHÂN DÂN</p>")).source.notes == ()
