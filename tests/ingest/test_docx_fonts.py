"""Text in TCVN3 and VNI whose words are cut into runs of several fonts, or stand beside Unicode."""

from collections.abc import Callable

import pytest

from tests.ingest.docx_making import paragraph, run
from tests.ingest.legacy_making import tcvn3, vni
from tests.ingest.test_docx import text_of

TEXT = "ban nhân dân xã Phú Mỹ ban hành Kế hoạch cải cách hành chính, kiểm soát thủ tục hành chính năm 2024"
UNICODE = "Căn cứ Luật Tổ chức chính quyền địa phương; "
LEGACY = "căn cứ Nghị định của Chính phủ về thủ tục"
ROMAN = "Times New Roman"


def set_in(text: str, font: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def cut(encode: Callable[[str], str], length: int, *fonts: str) -> str:
    stored = encode(TEXT)
    pieces = [stored[at : at + length] for at in range(0, len(stored), length)]
    return paragraph("".join(set_in(piece, fonts[number % len(fonts)]) for number, piece in enumerate(pieces)))


CUT = [
    ("two fonts of TCVN3", cut(tcvn3, 3, ".VnTime", ".VnArial")),
    ("TCVN3 and a Unicode font, letter by letter", cut(tcvn3, 1, ".VnTime", ROMAN)),
    ("TCVN3 and a Unicode font in turns", cut(tcvn3, 3, ".VnTime", ROMAN)),
    ("two fonts of VNI part letter and mark", cut(vni, 1, "VNI-Times", "VNI-Helve")),
    ("VNI and a Unicode font, letter by letter", cut(vni, 1, "VNI-Times", ROMAN)),
    ("VNI and a Unicode font in turns", cut(vni, 2, "VNI-Times", ROMAN)),
]


@pytest.mark.parametrize(("proves", "body"), CUT, ids=[case[0] for case in CUT])
def test_words_cut_into_runs(proves: str, body: str) -> None:
    assert text_of(body) == TEXT


MIXED = [
    ("by their fonts", set_in(UNICODE, ROMAN) + set_in(tcvn3(LEGACY), ".VnTime"), UNICODE + LEGACY),
    ("in one run of a Unicode font", set_in(UNICODE + tcvn3(LEGACY), ROMAN), UNICODE + LEGACY),
    ("in one run of a legacy font", set_in(UNICODE + tcvn3(LEGACY), ".VnTime"), UNICODE + LEGACY),
    ("a word that lost its font", set_in(tcvn3(LEGACY), ".VnTime") + set_in(tcvn3(" đổi mới"), ROMAN), LEGACY + " đổi mới"),
    ("capitals come letter by letter", set_in(tcvn3("đ"), ".VnTimeH") + set_in(tcvn3("ảng "), ".VnTime")
     + set_in(tcvn3("ủy"), ".VnTimeH") + set_in(tcvn3(" xã ban hành kế hoạch"), ".VnTime"), "Đảng ỦY xã ban hành kế hoạch"),
    ("Unicode words joined by signs stay", set_in(tcvn3(LEGACY), ".VnTime") + set_in(" Văn hóa-Xã hội, 02 bài/tháng", ROMAN),
     LEGACY + " Văn hóa-Xã hội, 02 bài/tháng"),
    ("Unicode with foreign words stays", set_in("Dự án Señor Façade, bản vẽ số 5", ROMAN), "Dự án Señor Façade, bản vẽ số 5"),
    ("Unicode with signs stays", set_in("diện tích ±5 m², nhiệt độ 30°, §2 và «mẫu»", ROMAN), "diện tích ±5 m², nhiệt độ 30°, §2 và «mẫu»"),
    ("Unicode under a legacy font stays", set_in(UNICODE + "hòa giải, học tốt", ".VnTime"), UNICODE + "hòa giải, học tốt"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "runs", "text"), MIXED, ids=[case[0] for case in MIXED])
def test_unicode_beside_legacy_text(proves: str, runs: str, text: str) -> None:
    assert text_of(paragraph(runs)).strip() == text.strip()


def test_capitals_cut_into_fonts_keep_their_case() -> None:
    stored = tcvn3("ỦY BAN NHÂN DÂN XÃ PHÚ MỸ")
    pieces = [set_in(stored[at : at + 3], (".VnTime", ROMAN)[at // 3 % 2]) for at in range(0, len(stored), 3)]
    assert text_of(paragraph("".join(pieces))) == "ỦY BAN NHÂN DÂN XÃ PHÚ MỸ"
