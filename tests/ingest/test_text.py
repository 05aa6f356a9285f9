"""Plain text and Markdown: offsets of the raw file, encodings, pages, doubt."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import read
from ingest.source import ReadError, SourceBytes
from ingest.text import is_text, read_text
from ingest.typed_tables import pipe_tables, tab_tables
from schema.document import BlockKind, Document, Grade
from schema.ledger import Reason
from tests.ingest.legacy_making import tcvn3, vni

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PLANS = sorted((SHARED / "plans").rglob("*-*.*")) if SHARED.is_dir() else []

SENTENCE = "Ủy ban nhân dân xã ban hành kế hoạch cải cách hành chính, giao Văn phòng chủ trì thực hiện trong quý III năm 2023. "


def as_text(text: str, name: str = "ke-hoach.txt") -> Document:
    return read(SourceBytes(name=name, data=text.encode()))


@pytest.mark.skipif(not PLANS, reason="the shared sample plans are not beside the repository")
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_frozen_text_of_a_clean_file_is_the_file(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    document = read(SourceBytes(name=path.name, data=path.read_bytes()))
    # Character for character, but for words that a web page broke into letters ("UBND các t ỉ nh"): they keep their line.
    assert [len(line) for line in document.text.split("\n")] == [len(line) for line in raw.split("\n")]
    assert ["".join(line.split()) for line in document.text.split("\n")] == [
        "".join(line.split()) for line in raw.split("\n")
    ]
    assert (document.text == raw) == (path.parent.name != "more")
    assert document.grade is Grade.GOOD
    assert document.source.encoding == "utf-8"


@pytest.mark.skipif(not PLANS, reason="the shared sample plans are not beside the repository")
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_every_encoding_gives_the_same_text(path: Path) -> None:
    text = as_text(path.read_text("utf-8")).text
    assert as_text(unicodedata.normalize("NFD", path.read_text("utf-8"))).text == text
    lower = text.lower().replace("–", "-").replace("“", '"').replace("”", '"').replace("…", "...").replace("—", "-")
    for stored in (tcvn3(lower), vni(lower)):
        document = read(SourceBytes(name="a.txt", data=stored.encode("latin-1")))
        # "ó" and "ò" alone are also VNI letters: a bare pair may stay doubtful, a lost one in a thousand may not.
        # Capitals that plain TCVN3 lost come back where the line is sure to have had them ("TM. ỦY BAN NHÂN DÂN").
        same = sum(one == two for one, two in zip(document.text.lower(), lower, strict=False))
        assert same >= 0.999 * len(lower)
        assert document.grade is Grade.GOOD


def test_one_block_per_line_that_is_not_blank() -> None:
    document = as_text("KẾ HOẠCH \n\n  I. MỤC ĐÍCH\n \t\n- Một")
    assert [document.text[b.start : b.end] for b in document.blocks] == ["KẾ HOẠCH", "I. MỤC ĐÍCH", "- Một"]
    assert {b.kind for b in document.blocks} == {BlockKind.LINE}
    assert {b.page for b in document.blocks} == {None}


def test_form_feeds_turn_pages() -> None:
    document = as_text("trang một\n\ftrang hai\n\f\ftrang bốn")
    assert [b.page for b in document.blocks] == [1, 2, 4]
    assert document.source.pages == 4
    assert document.text == "trang một\n\ntrang hai\n\n\ntrang bốn"


def test_notes_tell_what_was_changed() -> None:
    document = as_text("\u200bKế\u00a0hoạch xã")
    assert document.text == "Kế hoạch xã"
    assert [note.code for note in document.source.notes] == ["invisible", "nbsp"]


@pytest.mark.parametrize(
    ("proves", "data", "reason"),
    [
        ("no bytes", b"", Reason.EMPTY),
        ("white space only", b" \n\t\n", Reason.EMPTY),
        ("signs only", b"--- *** ---", Reason.EMPTY),
        ("lines of noise", b"\n".join(bytes(range(at, at + 40)) for at in range(0xA1, 0xD0)), Reason.UNREADABLE_TEXT),
        ("noise in no encoding", bytes(range(0xA1, 0x100)) * 40, Reason.UNREADABLE_TEXT),
        ("too much", b"a " * 11_000_000, Reason.TOO_LARGE),
    ],
)
def test_refusals(proves: str, data: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as refused:
        read(SourceBytes(name="a.txt", data=data))
    assert refused.value.reason is reason


def test_other_languages_are_read_and_graded_poor() -> None:
    english = (
        "The People's Committee issues the plan on administrative reform and the heads of units shall report. " * 5
    )
    assert as_text(english).grade is Grade.POOR


def test_binary_is_no_text() -> None:
    assert not is_text(bytes(range(256)) * 10)
    assert is_text("kế hoạch".encode("utf-16"))


MARKDOWN = """# Kế hoạch

| ỦY BAN NHÂN DÂN XÃ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
|---|---|
| Số: 12/KH-UBND | Tân Bình, ngày 02 tháng 3 năm 2024 |

| STT | Nhiệm vụ | Chủ trì |
|:--|:-:|--:|
| 1 | Rà soát \\| thủ tục | |
| 2 |   | Văn phòng |
"""


def test_pipe_tables_become_cells_over_the_raw_text() -> None:
    document = as_text(MARKDOWN, "a.txt")
    assert document.text == MARKDOWN
    assert document.source.reader == "markdown"
    cells = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    assert cells == {
        (0, 0): "STT", (0, 1): "Nhiệm vụ", (0, 2): "Chủ trì",
        (1, 0): "1", (1, 1): "Rà soát \\| thủ tục", (2, 0): "2", (2, 2): "Văn phòng",
    }  # fmt: skip


TABBED = """ỦY BAN NHÂN DÂN XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/KH-UBND\t\tTân Bình, ngày 02 tháng 3 năm 2024

STT\tĐơn vị được kiểm tra\tThời gian
1\tSở Y tế\tSáng 16/5/2024
2\tSở Xây dựng\t
\t(thanh tra viên)
Nơi nhận:\tCHỦ TỊCH
"""


def test_tables_typed_with_tabs_become_cells_and_letterheads_do_not() -> None:
    document = as_text(TABBED, "a.txt")
    assert document.text == TABBED
    cells = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    assert cells == {
        (0, 0): "STT", (0, 1): "Đơn vị được kiểm tra", (0, 2): "Thời gian",
        (1, 0): "1", (1, 1): "Sở Y tế", (1, 2): "Sáng 16/5/2024",
        (2, 0): "2", (2, 1): "Sở Xây dựng", (3, 1): "(thanh tra viên)",
    }  # fmt: skip


GROUPED = """Giờ\tNội dung\tPhụ trách
Buổi sáng
7h00\tKhai mạc\tVăn phòng
8h00\tHướng dẫn\tTư pháp
Buổi chiều
14h00\tTổng kết\tChủ tịch
Các việc khác
Việc\tNội dung\tPhụ trách
Tin\tViết bài\tVăn hóa
Ảnh\tChụp ảnh\tVăn hóa
"""


def test_the_name_of_a_group_parts_no_typed_table_and_a_title_does() -> None:
    document = as_text(GROUPED, "a.txt")
    rows = {(one.cell.table, one.cell.row): [] for one in document.blocks if one.cell}
    for block in document.blocks:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(document.text[block.start : block.end])
    assert rows[0, 1] == ["Buổi sáng"] and rows[0, 4] == ["Buổi chiều"] and rows[0, 5][0] == "14h00"
    assert rows[1, 0] == ["Việc", "Nội dung", "Phụ trách"] and len(rows) == 9
    assert "Các việc khác" in [document.text[one.start : one.end] for one in document.blocks if not one.cell]


ESCAPED = (
    "# KẾ HOẠCH\n\n1\\. Mục đích\n\n**2\\. Yêu cầu**\\\nđúng hạn \\- đủ\n\n| STT | Việc |\n|---|---|\n| 1 | a \\| b |\n"
)


def test_escapes_of_markdown_are_not_shown() -> None:
    document = as_text(ESCAPED, "a.md")
    assert document.text.startswith("# KẾ HOẠCH\n\n1. Mục đích\n\n**2. Yêu cầu**\nđúng hạn - đủ\n\n| STT")
    assert "escapes" in {note.code for note in document.source.notes}
    assert [document.text[one.start : one.end] for one in document.blocks if one.cell][-1] == "a \\| b"
    assert as_text("Số 5\\. Mục đích", "a.txt").text == "Số 5\\. Mục đích"


def test_head_of_a_document_in_a_pipe_table_is_text_side_by_side() -> None:
    document = as_text(MARKDOWN)
    found = [(b.kind, document.text[b.start : b.end]) for b in document.blocks[1:5]]
    assert found == [
        (BlockKind.PARAGRAPH, "ỦY BAN NHÂN DÂN XÃ"),
        (BlockKind.PARAGRAPH, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (BlockKind.PARAGRAPH, "Số: 12/KH-UBND"),
        (BlockKind.PARAGRAPH, "Tân Bình, ngày 02 tháng 3 năm 2024"),
    ]


def test_a_very_long_line_of_spaces_does_not_hang() -> None:
    document = as_text(SENTENCE + " " * 200_000 + "| x |" + " " * 200_000 + "\n" + "| " * 50_000)
    assert document.text.startswith("Ủy ban")


def _sound(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end


@given(st.text(alphabet=st.sampled_from("| -:\\\nabđ\f#*\t"), max_size=200))
def test_blocks_of_any_markdown_are_ordered_and_inside(text: str) -> None:
    try:
        document = as_text("# a\n# b\nkế hoạch\n" + text)
    except ReadError:
        return
    _sound(document)
    for table in (*pipe_tables(document.text), *tab_tables(document.text)):
        assert table.rows


@given(st.text(max_size=200))
def test_any_text_gives_ordered_blocks_or_a_reading_error(text: str) -> None:
    try:
        document = read_text(SourceBytes(name="a.txt", data=text.encode(errors="surrogatepass")))
    except ReadError:
        return
    _sound(document)
    assert unicodedata.is_normalized("NFC", document.text)


BROKEN_WORDS = [
    ("ỦY B AN NHÂN D Â N T HÀNH P HỐ HỒ C H Í M I NH", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
    ("T hành phố Hồ Chí M inh, ngày 28 tháng 6", "Thành phố Hồ Chí Minh, ngày 28 tháng 6"),
    ("| KT. CHỦ TỊ CH P HÓ CHỦ T Ị CH Ngu y ễn Hữu Tín |", "| KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Hữu Tín |"),
    ("- T hườ ng t r ực HĐND t ỉnh;", "- Thường trực HĐND tỉnh;"),
    ("Hội Cự u C h i ế n b i nh", "Hội Cựu Chiến binh"),
    ("lớp A và lớp B, tổ C của khối D", "lớp A và lớp B, tổ C của khối D"),
    ("nhóm B có, nhóm C có, nhóm D an toàn", "nhóm B có, nhóm C có, nhóm D an toàn"),
    ("phần mềm VNPT iOffice và tổ R D", "phần mềm VNPT iOffice và tổ R D"),
]


@pytest.mark.parametrize(("typed", "shown"), BROKEN_WORDS)
def test_words_broken_into_letters_are_whole_and_no_other_line_moves(typed: str, shown: str) -> None:
    document = read_text(SourceBytes(name="a.txt", data=f"KẾ HOẠCH\n{typed}\nNơi nhận".encode()))
    assert document.text == f"KẾ HOẠCH\n{shown.ljust(len(typed))}\nNơi nhận"
    assert any(note.code == "letter_spacing" for note in document.source.notes) == (shown != typed)
