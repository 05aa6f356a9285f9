"""Lines of a PDF that make one paragraph."""

import pytest

from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import paragraphs

LEFT, RIGHT, HANG = 85.0, 552.0, 28.0


def line(text: str, page: int, y0: float, x0: float, x1: float = RIGHT, *, marker_end: float | None = None) -> Line:
    return Line(
        text, page, x0, y0, x1, y0 + 16, 14.0, bold=False, italic=False, column=0, left=LEFT, right=RIGHT, first=70.0,
        marker_end=marker_end or x0, ocr=False,
    )  # fmt: skip


@pytest.mark.parametrize("lists_only", [True, False], ids=["a page of lists alone", "text at the edge, too"])
def test_an_item_goes_on_over_the_page_under_its_text(lists_only: bool) -> None:
    """The edge of a page that holds nothing but hanging items is that of their markers, not that of the text."""
    hangs = LEFT + 8
    above = [
        line(f"{marker} Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định số", 1, 140 - 18 * at, hangs,
             marker_end=hangs + HANG)
        for at, marker in enumerate(("a)", "b)", "c)", "d)"))
    ]  # fmt: skip
    if not lists_only:
        above[0] = line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 140, LEFT)
        above[1] = line("các nội dung sau đây, báo cáo kết quả về Ủy ban nhân dân tỉnh trong năm", 1, 122, LEFT)
    below = [
        line("655/QĐ-TTg ngày 12 tháng 5 năm 2017 của Thủ tướng Chính phủ phê", 2, 769, hangs + HANG),
        *(line("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở, ban, ngành", 2, 740 - 18 * at, LEFT)
          for at in range(3)),
    ]  # fmt: skip
    whole = [" ".join(one.text for one in part.lines) for part in paragraphs([*above, *below])]
    assert any("Quyết định số 655/QĐ-TTg" in text for text in whole)


def test_a_paragraph_at_the_edge_of_a_mirrored_page_does_not_go_on_with_an_item() -> None:
    items = [
        line(f"{marker} Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định này và báo cáo.", 1, 140 - 18 * at,
             LEFT - HANG, marker_end=LEFT)._replace(left=LEFT - HANG)
        for at, marker in enumerate(("a)", "b)", "c)", "d)"))
    ]  # fmt: skip
    text = [line("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở, ban, ngành", 2, 769 - 18 * at, LEFT)
            for at in range(3)]  # fmt: skip
    whole = [" ".join(one.text for one in part.lines) for part in paragraphs([*items, *text])]
    assert any(part.startswith("Trong quá trình") for part in whole)


def test_an_item_goes_on_over_a_page_whose_edge_is_that_of_markers() -> None:
    marker, under = LEFT + 18, LEFT + 18 + HANG
    above = [
        *(line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 176 - 18 * at, LEFT)
          for at in range(3)),
        line("- Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định của Bộ trưởng Bộ", 1, 122, marker,
             marker_end=under),
    ]  # fmt: skip
    below = [
        line("Giao thông vận tải và báo cáo kết quả trong năm với Ủy ban nhân dân tỉnh;", 2, 769, under),
        line("Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2023 của Ủy ban nhân dân huyện", 2, 751, under),
        *(line("- Sở Nội vụ hướng dẫn các xã, phường rà soát, sắp xếp lại các thôn, tổ dân phố", 2, 733 - 18 * at,
               marker, marker_end=under) for at in range(4)),
    ]  # fmt: skip
    whole = [" ".join(one.text for one in part.lines) for part in paragraphs([*above, *below])]
    assert any("Bộ trưởng Bộ Giao thông" in text and "Kế hoạch số 12" in text for text in whole)


@pytest.mark.parametrize("numbers", [("10.", "11.", "12."), ("II.", "III.", "IV.")], ids=["figures", "Roman"])
def test_an_item_whose_number_fills_its_place_keeps_its_lines(numbers: tuple[str, ...]) -> None:
    items = []
    for number in numbers:
        y0, under = 700 - 18 * len(items), LEFT + 17.9
        items += [
            line(f"{number}Doanh nghiệp, tổ chức, cá nhân đăng ký hỗ trợ nhân dân thông qua", 1, y0, LEFT),
            line("Ủy ban Mặt trận Tổ quốc Việt Nam xã hoặc Công an xã để phân bổ tập trung,", 1, y0 - 18, under),
            line("đúng địa bàn, tránh trùng lặp hoặc bỏ sót và báo cáo theo quy định./.", 1, y0 - 36, under),
        ]
    assert [len(one.lines) for one in paragraphs(items)] == [3, 3, 3]


def test_a_bold_heading_that_fills_its_line_takes_no_plain_line() -> None:
    heading = line("c) Danh mục các dự án dự kiến ưu tiên đầu tư và phân kỳ thực hiện giai đoạn tới", 1, 700, LEFT)
    text = [line("Các dự án quan trọng phát triển mạng lưới cơ sở văn hóa được ưu tiên đầu tư trong", 1, 682 - 18 * at, LEFT)
            for at in range(3)]  # fmt: skip
    whole = paragraphs([heading._replace(bold=True), *text])
    assert [len(part.lines) for part in whole[:1]] == [1]


def test_a_line_under_the_text_of_an_item_is_not_centred_by_chance() -> None:
    items = [
        part
        for at, marker in enumerate(("a)", "b)", "c)"))
        for part in (
            line(f"{marker} Văn phòng Sở tham mưu hoàn thiện Đề án vị trí việc làm theo Nghị định số", 1, 700 - 48 * at, LEFT,
                 marker_end=LEFT + 18),
            line("62/2020/NĐ-CP ngày 01/6/2020 và Nghị định số 106/2020/NĐ-CP./.", 1, 676 - 48 * at, LEFT + 18, RIGHT - 17),
        )
    ]  # fmt: skip
    assert [len(one.lines) for one in paragraphs(items)] == [2, 2, 2]


@pytest.mark.parametrize(("below", "lines"), [(0.0, [2, 2, 3]), (42.0, [2, 5])], ids=["at the margin", "as the item"])
def test_an_indented_paragraph_under_an_item_is_told_by_its_second_line(below: float, lines: list[int]) -> None:
    """It begins where the text of the item does; only the line after it returns to the margin."""
    item = "hội và các tổ chức xã hội trong công tác người có công với cách mạng và gia đình"
    made = [
        line("Ủy ban nhân dân xã phân công các ban, ngành, đoàn thể, các thôn thực hiện các", 1, 736, LEFT + 42),
        line("nhiệm vụ sau đây và báo cáo kết quả với Ủy ban nhân dân xã theo quy định./.", 1, 718, LEFT),
        line("k) Phát huy vai trò của Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị", 1, 700, LEFT + 24,
             marker_end=LEFT + 42),
        line(item, 1, 682, LEFT + 42),
        line("Tạo điều kiện để các tổ chức tham gia giám sát việc thực hiện chính sách ưu đãi,", 1, 664, LEFT + 42),
        line("vận động hội viên chăm sóc người có công, xây dựng quỹ “Đền ơn đáp nghĩa” của", 1, 646, LEFT + below),
        line("thôn và xã theo quy định.", 1, 628, LEFT + below, RIGHT - 200),
    ]  # fmt: skip
    assert [len(one.lines) for one in paragraphs(made)] == lines


@pytest.mark.parametrize(("ends", "lines"), [("(gồm các Sở:", 2), ("của các Sở:", 1)], ids=["in a bracket", "ended"])
def test_a_colon_within_a_bracket_ends_no_item(ends: str, lines: int) -> None:
    made = [
        line("1.3. Các cơ quan tham mưu quản lý ngành, lĩnh vực và nhiệm vụ " + ends, 1, 700, LEFT, marker_end=LEFT + 36),
        line("Xây dựng, Nông nghiệp và Môi trường, Công Thương, Tài chính, Văn hóa, Nội vụ)", 1, 682, LEFT + 18),
        *(line("Ủy ban nhân dân xã phân công các ban, ngành, đoàn thể, các thôn thực hiện các", 1, 650 - 18 * at, LEFT)
          for at in range(3)),
    ]  # fmt: skip
    assert len(paragraphs(made)[0].lines) == lines


def whole_texts(lines: list[Line]) -> list[str]:
    return [" ".join(one.text for one in part.lines) for part in paragraphs(lines)]


FULL = "Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định của Bộ trưởng Bộ"


@pytest.mark.parametrize("opening", ["TTHC theo quy định hiện hành", "Phần V Kế hoạch này", "2011 được giao"])
def test_a_paragraph_indented_whole_goes_on_with_a_capital(opening: str) -> None:
    """Where other paragraphs show that their lines all stand at one indent, a capital there opens nothing."""
    at = LEFT + 28
    lines = [line(FULL, 1, 700, at), line("xây dựng và các văn bản hướng dẫn.", 1, 682, at, 300)]
    lines += [line(FULL.replace("Bộ trưởng Bộ", "Bộ tại"), 1, 658, at), line(f"{opening}.", 1, 640, at, 300)]
    lines += [line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 616 - 18 * row, LEFT)
              for row in range(3)]  # fmt: skip
    assert any(text.endswith(f"{opening}.") and text.startswith("Sở") for text in whole_texts(lines))


def test_a_name_with_a_dash_goes_on_where_no_bullet_begins() -> None:
    lines = []
    for row in range(3):
        y0 = 700 - 54 * row
        lines += [line("- Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở, phòng Kế hoạch", 1, y0, LEFT + 36),
                  line("- Tài chính kiểm tra tại các đơn vị trực thuộc.", 1, y0 - 18, LEFT, 400)]  # fmt: skip
    assert [text.count("- Tài chính") for text in whole_texts(lines)] == [1, 1, 1]


def test_the_last_line_of_an_item_is_not_the_first_of_a_paragraph() -> None:
    """Full by chance, it stands above a paragraph at the margin, but its sentence is over."""
    marker, under = LEFT + 18, LEFT + 36
    lines = [
        *(line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 760 - 18 * row, LEFT)
          for row in range(3)),
        line("b) Duy trì, cải tiến hệ thống quản lý chất lượng theo Tiêu chuẩn TCVN", 1, 700, marker, marker_end=under),
        line("ISO 9001:2015; tổ chức đánh giá nội bộ và xem xét của lãnh đạo.", 1, 682, under, 540),
        line("Đơn vị chủ trì: Ban Chỉ đạo ISO; thời gian hoàn thành: xong trước ngày 30", 1, 658, LEFT),
        line("tháng 10 năm 2024.", 1, 640, LEFT, 200),
    ]  # fmt: skip
    assert any("TCVN ISO 9001" in text and "Đơn vị" not in text for text in whole_texts(lines))


@pytest.mark.parametrize("pitch", [18.0, 24.0], ids=["single", "one and a half"])
def test_figures_alone_go_on_with_a_centred_title_in_capitals(pitch: float) -> None:
    middle = (LEFT + RIGHT) / 2
    body = [
        line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 600 - pitch * row, LEFT)
        for row in range(6)
    ]
    title = [
        line("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2011 -", 1, 700, middle - 220, middle + 220),
        line("2015", 1, 700 - pitch, middle - 14, middle + 14),
    ]
    assert "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2011 - 2015" in whole_texts([*title, *body])


@pytest.mark.parametrize("bullet", ["o", "§", "Ø"])
@pytest.mark.parametrize("opening", ["Đẩy mạnh", "Ưu tiên", "Mở rộng"])
def test_a_letter_that_a_bullet_turned_into_opens_before_every_capital(bullet: str, opening: str) -> None:
    """The range à-ỹ holds capitals, too."""
    full = line("Ủy ban nhân dân các xã, phường, thị trấn tổ chức triển khai và báo cáo kết quả;", 1, 700, LEFT)
    item = line(f"{bullet} {opening} tuyên truyền trên hệ thống truyền thanh cơ sở", 1, 682, LEFT, RIGHT - 90)
    assert [len(part.lines) for part in paragraphs([full, item])] == [1, 1]
