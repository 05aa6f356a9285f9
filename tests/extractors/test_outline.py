"""The section tree: markers, titles, parents, zones, annexes; the same whatever the format."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import read
from extractors.reading import Reading
from schema.document import Block, BlockKind, Document, Grade, Source

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def make(text: str, blocks: tuple[Block, ...] = ()) -> Document:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return Document(source=source, text=text, blocks=blocks, grade=Grade.GOOD)


def tree(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(item.id, item.title, item.parent) for item in reading.sections if item.marker]


PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG AN HÒA
KẾ HOẠCH
Cải cách hành chính năm 2026
Căn cứ Kế hoạch số 12/KH-UBND ngày 31/12/2025 của Ủy ban nhân dân thành phố;
Ủy ban nhân dân phường ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Mục tiêu chung
Xây dựng nền hành chính chuyên nghiệp, hiện đại, phục vụ người dân trên địa bàn.
2. Mục tiêu cụ thể
a) 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn trong năm 2026;
b) 80% hồ sơ được nộp trực tuyến;
c) Tỷ lệ hài lòng đạt 95%.
II. NHIỆM VỤ, GIẢI PHÁP
1. Cải cách thể chế
1.1. Rà soát văn bản
- Rà soát văn bản quy phạm pháp luật.
1.2. Kiểm tra văn bản
- Kiểm tra văn bản đã ban hành.
2. Cải cách thủ tục hành chính
Công khai đầy đủ thủ tục hành chính.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội: Chủ trì, theo dõi, tổng hợp kết quả thực hiện.
2. Trung tâm Phục vụ hành chính công: Tiếp nhận hồ sơ.
3. Đề nghị các tổ chức chính trị - xã hội phường giám sát việc thực hiện Kế hoạch này trên địa bàn.
Trên đây là Kế hoạch cải cách hành chính năm 2026 của phường./.
Nơi nhận:
- UBND thành phố (b/c);
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Mai
"""
WANTED = [
    ("I", "MỤC TIÊU", None),
    ("I.1", "Mục tiêu chung", "I"),
    ("I.2", "Mục tiêu cụ thể", "I"),
    ("I.2.a", None, "I.2"),
    ("I.2.b", None, "I.2"),
    ("II", "NHIỆM VỤ, GIẢI PHÁP", None),
    ("II.1", "Cải cách thể chế", "II"),
    ("II.1.1", "Rà soát văn bản", "II.1"),
    ("II.1.2", "Kiểm tra văn bản", "II.1"),
    ("II.2", "Cải cách thủ tục hành chính", "II"),
    ("III", "TỔ CHỨC THỰC HIỆN", None),
    ("III.1", "Phòng Văn hóa - Xã hội", "III"),
    ("III.2", "Trung tâm Phục vụ hành chính công", "III"),
    ("III.3", None, "III"),
]


def formats() -> dict[str, Document]:
    """The plan as unwrapped and wrapped text, as paragraphs of a word processor, as paragraphs of a PDF."""
    lines = PLAN.splitlines()
    wrapped = [textwrap.wrap(line, 70, break_on_hyphens=False) for line in lines]
    kinds: dict[str, Document] = {
        "unwrapped": make(PLAN),
        "wrapped": make("\n".join("\n".join(parts) for parts in wrapped)),
        "blank after every line": make("\n\n".join("\n\n".join(parts) for parts in wrapped)),
    }
    for name, pieces in (("docx", lines), ("pdf", ["\n".join(parts) for parts in wrapped])):
        blocks, text = [], ""
        for piece in pieces:
            blocks.append(Block(start=len(text), end=len(text) + len(piece), kind=BlockKind.PARAGRAPH, page=1))
            text += piece + "\n"
        kinds[name] = make(text, tuple(blocks))
    return kinds


@pytest.mark.parametrize("name", list(formats()))
def test_every_format_gives_the_same_tree(name: str) -> None:
    reading = read(formats()[name])
    found = [item for item in tree(reading) if item[0] != "I.2.c"]
    assert found == WANTED
    assert [item.id for item in reading.sections if not item.marker] == ["HDR", "PRE", "END", "NN", "SIG"]


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("2. Đề nghị Công đoàn vận động đoàn viên hưởng ứng, thực hiện tốt văn hóa công sở.", None),
        ("2. Hiệu lực thi hành", "Hiệu lực thi hành"),  # then the words on validity are its body
    ],
)
def test_words_on_validity_before_the_closing_belong_to_it(last: str, kept: str | None) -> None:
    text = (
        f"KẾ HOẠCH\nI. TỔ CHỨC\n1. Văn phòng\nLà đầu mối.\n{last}\n"
        "Kế hoạch này thay thế Kế hoạch số 21/KH-SXD ngày 30/01/2020.\n"
        "Trong quá trình thực hiện nếu có vướng mắc, các đơn vị kịp thời phản ánh về Văn phòng để báo cáo./.\n"
        "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn An\n"
    )
    assert next(section.title for section in read(make(text)).sections if section.id == "I.2") == kept


TREES = [
    ("A over I", "A. MỤC ĐÍCH\nB. NỘI DUNG\nI. CÔNG TÁC A\n1. Việc một\na) Ý một\nII. CÔNG TÁC B\nC. TỔ CHỨC\n", ["A", "B", "B.I", "B.I.1", "B.I.1.a", "B.II", "C"]),
    ("parts", "PHẦN THỨ NHẤT\nTÌNH HÌNH\nI. Thuận lợi\nPHẦN THỨ HAI\nNHIỆM VỤ\nI. Nhiệm vụ\n", ["P1", "P1.I", "P2", "P2.I"]),
    ("chapters", "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\na) Hai.\nChương II\nTHI HÀNH\nĐiều 2. Hiệu lực\n", ["CH1", "CH1.Đ1", "CH1.Đ1.1", "CH1.Đ1.1.a", "CH2", "CH2.Đ2"]),
    ("no đ", "I. A\na) Một.\nb) Hai.\nc) Ba.\nd) Bốn.\ne) Năm.\n", ["I", "I.a", "I.b", "I.c", "I.d", "I.e"]),
    ("with đ", "I. A\nc) Ba.\n", ["I", "I.c"]),
    ("decimals under a roman", "I. MỤC TIÊU\n1.1. Chung\n1.2. Riêng\nII. NHIỆM VỤ\n2.1. Một\n", ["I", "I.1", "I.2", "II", "II.1"]),
    ("annexes", "I. MỘT\n1. Hai\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\nPHỤ LỤC I\nDANH MỤC\nA. NHÓM MỘT\n1. Việc\nPHỤ LỤC II\nBIỂU MẪU\nA. NHÓM\n", ["I", "I.1", "PL1.A", "PL1.A.1", "PL2.A"]),
    ("Markdown", "### I. MỤC ĐÍCH\n\n#### 1. Mục đích:\n\nMột.\n\n## **II. NHIỆM VỤ**\n\n1. Tiếp tục duy trì các nội dung đã đạt được kết quả tốt trong năm qua.\n", ["I", "I.1", "II", "II.1"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "wanted"), TREES, ids=[why for why, *_ in TREES])
def test_paths(why: str, text: str, wanted: list[str]) -> None:
    assert [item[0] for item in tree(read(make(text)))] == wanted


TITLES = [
    ("1. Các công chức chuyên môn: Hàng quý báo cáo về Ủy ban nhân dân xã.", "Các công chức chuyên môn"),
    ("1. Phân công trách nhiệm:", "Phân công trách nhiệm"),
    ("1. Mục đích.\n- Một.", "Mục đích."),
    ("**1. Công chức phụ trách tuyên truyền** thường xuyên đưa tin trên Trang thông tin của xã.\n**2.** Hai", "Công chức phụ trách tuyên truyền"),
    ("1. Đề nghị Mặt trận Tổ quốc và các đoàn thể tăng cường giám sát việc thực hiện Kế hoạch này.", None),
    ("1. Thực hiện các nhiệm vụ gồm: tuyên truyền, kiểm tra, báo cáo và đánh giá kết quả theo quy định;", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(text: str, title: str | None) -> None:
    sections = [item for item in read(make(text + "\n")).sections if item.marker]
    assert sections[0].title == title
    assert sections[0].evidence.quote.lstrip("*").startswith("1.")


def test_decision_with_its_plan() -> None:
    text = (
        "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch năm 2024\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch năm 2024.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký./.\n"
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn An\n"
        "KẾ HOẠCH\nNăm 2024\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 02/01/2024)\n"
        "I. MỤC TIÊU\n1. Mục tiêu chung\nII. NHIỆM VỤ\n"
    )
    assert [item[0] for item in tree(read(make(text)))] == ["QĐ.Đ1", "QĐ.Đ2", "I", "I.1", "II"]


def test_rows_of_a_flattened_table_are_no_sections() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Danh mục\nSTT\nNội dung\nChủ trì\nI.\nCẢI CÁCH THỂ CHẾ\n1.\nRà soát văn bản\nPhòng Tư pháp\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\nTheo dõi, tổng hợp.\n"
    )
    assert [item[0] for item in tree(read(make(text)))] == ["I", "I.1", "II", "II.1"]


def test_gaps_and_repeats_are_told() -> None:
    reading = read(make("I. A\n1. Mục một\n- x.\n2. Mục hai\n- y.\n4. Mục bốn\n- z.\n4. Mục lặp\n- t.\n"))
    assert [(item.kind, item.marker) for item in reading.numbering_problems] == [("gap", "4."), ("repeat", "4.")]


WORDS = st.sampled_from(
    ["KẾ HOẠCH", "QUYẾT ĐỊNH", "Điều 1.", "I.", "II.", "1.", "2.", "1.1.", "a)", "đ)", "- ", "*", "**", "#", "|", "STT", "Nội dung",
     "Căn cứ", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A", "PHỤ LỤC II", "(Kèm theo Kế hoạch số", "/KH-UBND",
     "Trên đây là", "./.", "Phần I", ":", ";", ".", "xã", "báo cáo", "năm 2023", "\n", "\n\n", " " * 300, "\t", "\x0c", "İ"]
)  # fmt: skip
SOUP = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", ""])), max_size=80).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_keyword_soup_gives_an_ordered_nested_tree(text: str) -> None:
    reading = read(make(text))
    by_id = {item.id: item for item in reading.sections}
    assert len(by_id) == len(reading.sections)
    assert [item.start for item in reading.sections] == sorted(item.start for item in reading.sections)
    for item in reading.sections:
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
        if item.parent:
            assert by_id[item.parent].start <= item.start and item.end <= by_id[item.parent].end


@pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the material with the annotated plans is not beside the repository"
)
@pytest.mark.parametrize(
    "name", ["hoang-viet-2023", "cam-giang-2023", "yen-thuong-2023", "tu-ky-2023", "tan-binh-2021"]
)
def test_annotated_plans(name: str) -> None:
    import yaml

    gold = yaml.safe_load((SHARED / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
    reading = read(make((SHARED / "plans" / f"{name}.txt").read_text(encoding="utf-8")))
    found = {(item.start, (item.marker or "").strip(".)")) for item in reading.sections}
    wanted = [item for item in gold["sections"] if item["marker"]]
    near = [
        item for item in wanted
        if any((item["span"][0] + shift, item["marker"].strip(".)")) in found for shift in range(8))
    ]  # fmt: skip
    assert len(near) >= 0.98 * len(wanted)
    assert len([item for item in reading.sections if item.marker]) <= 1.02 * len(wanted)


@pytest.mark.parametrize(
    ("later", "ids"),
    [
        ("IV. Tổ chức thực hiện", ["I", "II", "IV", "IV.1"]),  # "III." was left out, or a recognition lost it
        ("II. Tổ chức thực hiện", ["I", "II", "II~2", "II~2.1"]),  # counted twice
        ("V. Tổ chức thực hiện", ["I", "II", "II.1"]),  # one letter may be an initial
        ("VI. Tổ chức thực hiện", ["I", "II", "II.1"]),
    ],
)
def test_a_roman_number_in_small_letters_may_leave_one_out(later: str, ids: list[str]) -> None:
    text = f"KẾ HOẠCH\nNăm 2026\nI. Mục đích\nNâng cao chất lượng.\nII. Giải pháp\nTuyên truyền.\n{later}\n1. Phòng Nội vụ\nTheo dõi.\n"
    assert [one[0] for one in tree(read(make(text)))] == ids
