"""Parties: every entry of the lexicon in its example, spellings of the field, lists, names, and what is no party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import parties as finding
from extractors.flow import prepare
from extractors.parties import find_parties
from extractors.parties_lexicon import load_entries, plain
from extractors.reading import Reading
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
ENTRIES = load_entries()["entries"]


def reading_of(text: str) -> Reading:
    return prepare(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def parties(text: str, *, slot: bool = False) -> list[tuple[str, str | None]]:
    """The parties of ``text`` as (words, code)."""
    reading = reading_of(text)
    return [(text[start:end], code) for start, end, code in find_parties(reading, 0, len(text), slot=slot)]


def test_each_form_stands_in_one_entry() -> None:
    """A second one would take the place of the first in silence."""
    forms = [form for entry in ENTRIES for form in entry["forms"]]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry['code']}-{entry['forms'][0]}")
def test_each_entry_is_found_in_its_example(entry: dict[str, object]) -> None:
    example = str(entry["example"])
    found = parties(example, slot=":" in example)
    if entry.get("ignore"):
        assert all(plain(str(form)) not in plain(words) for form in entry["forms"] for words, _ in found)  # type: ignore[attr-defined]
        return
    words, code = next((item for item in found if item[1] == entry["code"]), ("", "none found"))
    assert code == entry["code"]
    assert any(plain(str(form)) in plain(words) for form in entry["forms"])  # type: ignore[attr-defined]


def test_no_form_stands_under_two_codes() -> None:
    seen: dict[tuple[str, bool], str | None] = {}
    for entry in ENTRIES:
        for form in entry["forms"]:
            key = plain(form)
            assert seen.setdefault((key, bool(entry.get("weak"))), entry["code"]) == entry["code"], form


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Văn phòng - thống kê", "VP_TK"),
        ("Văn phòng-Thống kê", "VP_TK"),
        ("VP-TK", "VP_TK"),
        ("VP – TK", "VP_TK"),
        ("văn phòng UBND xã", "VP_TK"),
        ("công chức Văn hóa- xã hội", "VH_XH"),
        ("công chức Văn hoá - Xã hội", "VH_XH"),
        ("công chức Tài chính -\nKế toán", "TC_KT"),
        ("công chức ĐC-NN-XD-MT", "DC_XD"),
        ("Bộ phận TN&TKQ", "BP_MOT_CUA"),
        ("Bộ phận “Một cửa”", "BP_MOT_CUA"),
        ("Uỷ ban MTTQVN xã", "MTTQ"),
        ("VP. HĐND-UBND", "VP_HDND_UBND"),
        ("Văn phòng HĐND&UBND xã", "VP_HDND_UBND"),
        ("Phòng Kinh tế, hạ tầng và đô thị", "P_KTHTDT"),
        ("Phòng Kinh tế", "P_KT"),
        ("Phòng VH-XH", "P_VHXH"),
        ("CT. UBND xã", "CHU_TICH_UBND"),
        ("Chủ tịch UBND các xã, thị trấn", "CHU_TICH_UBND"),
        ("Thủ trưởng các cơ quan chuyên môn thuộc huyện", "CQ_CHUYEN_MON_HUYEN"),
        ("Giám đốc Sở Nội vụ", "SO_NOI_VU"),
        ("Trưởng phòng Nội vụ", "PHONG_NOI_VU"),
        ("Bộ phận Tiêp nhận và Trả kêt quả", "BP_MOT_CUA"),
        ("Trung tâm Phục vụ HCC", "BP_MOT_CUA"),
        ("TT PVHCC phường", "BP_MOT_CUA"),
        ("Chánh Văn phòng HĐND-UBND huyện", "VP_HDND_UBND"),
        ("Phòng KT, HT&ĐT", "P_KTHTDT"),
        ("P. VHXH", "P_VHXH"),
        ("BCH Quân sự xã", "CHT_QS"),
        ("HCCB xã", "DOAN_THE"),
        ("Liên đội", "DOAN_THE"),
        ("UB MTTQVN xã", "MTTQ"),
        ("Trưởng các thôn, khu", "TRUONG_THON"),
        ("Trưởng ấp, khu phố", "TRUONG_THON"),
        ("CB, CC, VC và người lao động", "CB_CC"),
        ("cơ quan tổ chức có liên quan", "CO_QUAN_DON_VI"),
        ("các Bộ, ngành, địa phương và đơn vị", "CAC_NGANH"),
    ],
)
def test_spellings(text: str, code: str) -> None:
    assert [found for _, found in parties(text)] == [code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Trung tâm Văn hóa, Thông tin và Truyền thông huyện", ["Trung tâm Văn hóa, Thông tin và Truyền thông huyện"]),
        ("UBND các xã, phường, thị trấn", ["UBND các xã, phường, thị trấn"]),
        ("UBND xã Tân Lập, Công an xã", ["UBND xã Tân Lập", "Công an xã"]),
        ("Các sở: Nội vụ, Tư pháp; UBND tỉnh", ["Các sở: Nội vụ", "Tư pháp", "UBND tỉnh"]),
        ("Phòng Kinh tế, Văn phòng HĐND và UBND", ["Phòng Kinh tế", "Văn phòng HĐND và UBND"]),
        ("công chức Tài chính-Kế toán, Địa chính-Xây dựng", ["công chức Tài chính-Kế toán", "Địa chính-Xây dựng"]),
        ("Phòng Lao động - Việc làm, Phòng Người có công", ["Phòng Lao động - Việc làm", "Phòng Người có công"]),
        ("Phòng Bảo trợ xã hội - Trẻ em và Bình đẳng giới", ["Phòng Bảo trợ xã hội - Trẻ em và Bình đẳng giới"]),
        ("Trung tâm Dịch vụ việc làm tổ chức phiên giao dịch", ["Trung tâm Dịch vụ việc làm"]),
        ("Trung tâm Truyền thông và Văn hóa tuyên truyền", ["Trung tâm Truyền thông và Văn hóa"]),
        ("Công an phường tổng hợp, báo cáo", ["Công an phường"]),
        ("Ban Công tác đặc biệt Chính phủ", ["Ban Công tác đặc biệt Chính phủ"]),
        (
            "các cơ quan báo chí Trung ương, địa phương, quân đội",
            ["các cơ quan báo chí Trung ương, địa phương, quân đội"],
        ),
        ("các sở, ngành, đơn vị tổ chức thực hiện", ["các sở, ngành, đơn vị"]),
        ("Các quân khu, các tỉnh", ["Các quân khu", "các tỉnh"]),
        ("UBND cấp huyện, cấp xã", ["UBND cấp huyện, cấp xã"]),
        ("đ/c Trần Thị Sen (văn thư), Kế toán trường", ["đ/c Trần Thị Sen (văn thư)", "Kế toán trường"]),
        ("đồng chí Lê Văn Nam - Phó Chủ tịch UBND xã", ["đồng chí Lê Văn Nam - Phó Chủ tịch UBND xã"]),
        ("thông báo Danh sách kèm theo", []),
        ("các đơn vị thuộc Bộ Quốc phòng", ["các đơn vị thuộc Bộ Quốc phòng"]),
        ("Toàn thể cán bộ, công chức xã", ["Toàn thể cán bộ, công chức xã"]),
    ],
)
def test_where_a_party_begins_and_ends(text: str, found: list[str]) -> None:
    assert [words for words, _ in parties(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện tốt công tác tài chính - kế toán",
        "phát triển văn hóa - xã hội",
        "Bộ Chỉ số cải cách hành chính",
        "các trường hợp vi phạm",
        "nhiệm vụ được giao",
        "tổ chức hội nghị tập huấn",
        "TỔ CHỨC THỰC HIỆN",
        "các ngành nghề kinh doanh",
    ],
)
def test_what_is_no_party(text: str) -> None:
    assert parties(text) == []


@given(st.text(alphabet=st.sampled_from("ủyỦỷ bannhâdUBD xãphòngKTế,.;:-–&/()“\n\tXVI1ộđĐ"), max_size=120))
def test_any_text_gives_ordered_parties_without_overlap(text: str) -> None:
    reading = reading_of(text)
    last = 0
    for start, end, _ in find_parties(reading, 0, len(reading.flow), slot=True):
        assert last <= start < end <= len(text)
        last = end


def test_short_names_cost_no_more_than_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may stand for a name in full before it; looking there must not look back again: that doubled with each."""
    runs = 0
    plain_run = finding._Finder.run

    def counted(self: finding._Finder) -> object:
        nonlocal runs
        runs += 1
        assert runs < 2000
        return plain_run(self)

    monkeypatch.setattr(finding._Finder, "run", counted)
    statute = (
        "Điều lệ Hiệp hội Nước mắm. " + "Hội viên chấp hành Điều lệ của Hiệp hội và quyết định của Hiệp hội. " * 40
    )
    found = parties(statute)
    assert len(found) >= 1
