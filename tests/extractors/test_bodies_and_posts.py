"""The bodies and posts of communes and provinces, in every place of a sentence where one is told its task.

A name that is not known costs more than itself: those beside it in the list lose their task, too.
"""

import pytest

from extractors.pipeline import extract
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\nII. NỘI DUNG\n1. Tuyên truyền\n"
FRAMES = (
    "- {} có trách nhiệm tổng hợp kết quả.",
    "- {} tổ chức triển khai Luật Việc làm.",
    "- Sở Tư pháp và {} tổ chức triển khai Luật Việc làm.",
    "- Sở Tư pháp, {}, Công an tỉnh tổ chức triển khai Luật Việc làm.",
    "- Giao {} chủ trì triển khai Luật Việc làm.",
    "- Chủ trì: {}.",
)
BESIDE = ((), (), ("Sở Tư pháp",), ("Sở Tư pháp", "Công an tỉnh"), (), ())
NAMES = """
Phòng Kinh tế xã
Phòng Kinh tế, Hạ tầng và Đô thị phường
Phòng Văn hóa - Xã hội phường
Trung tâm Phục vụ hành chính công phường
Văn phòng HĐND và UBND xã
Văn phòng HĐND&UBND phường
Văn phòng HĐND - UBND xã
Ban Chỉ huy Quân sự xã
Ban CHQS phường
Công an phường Hòa Cường
Trạm Y tế phường
Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội
UBMTTQ xã
Mặt trận Tổ quốc và các đoàn thể
Trung tâm Cung ứng dịch vụ sự nghiệp công xã
Đồn Biên phòng Cửa Lò
Ban Quản lý dự án khu vực 3
Chi nhánh Văn phòng đăng ký đất đai khu vực II
Chi nhánh Ngân hàng Chính sách xã hội
Trung tâm Y tế khu vực Nghĩa Đàn
Trung tâm Văn hóa, Thông tin và Thể thao
Trung tâm Văn hóa - Thông tin, Thể thao và Truyền thanh - Truyền hình
Bộ phận Tiếp nhận và Trả kết quả
Bộ phận TN&TKQ
Bộ phận "Một cửa"
Tổ Công nghệ số cộng đồng các thôn
Tổ đề án 06
Tổ giúp việc Ban Chỉ đạo
Tổ công tác Đề án 06/CP
BCĐ CCHC
Cơ quan Thường trực Ban Chỉ đạo
Bí thư Chi bộ, Trưởng thôn
Bí thư Đoàn thanh niên
Đoàn TNCS Hồ Chí Minh xã
Hội LHPN xã
Hội Cựu chiến binh, Hội Nông dân
Hiệu trưởng các trường học
Ban Giám hiệu các trường
Cán bộ Văn phòng - Thống kê
Công chức Văn phòng – Thống kê
Công chức Tài chính – Kế toán
CC Địa chính - NN - XD và MT
Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường
Công chức Lao động - Thương binh và Xã hội
Công chức Tư pháp - Hộ tịch
Chỉ huy trưởng Quân sự
Trưởng Công an xã
Đài Truyền thanh xã
Ban Văn hóa xã
Ban biên tập Trang thông tin điện tử
Nhân viên Đài truyền thanh
Cán bộ phụ trách CNTT
Công chức phụ trách công nghệ thông tin
Văn thư - Lưu trữ
Kế toán ngân sách
Thủ quỹ
Cán bộ, công chức làm việc tại Bộ phận một cửa
Thường trực Đảng ủy
Ủy ban Kiểm tra Đảng ủy
Ban Xây dựng Đảng xã
Đảng ủy xã
Các chi bộ
Ban Thanh tra nhân dân
Các tổ hòa giải
Tổ liên gia
Trưởng các khu phố
Ban điều hành khu phố
Ban quản lý thôn
Ban công tác mặt trận thôn
Chủ tịch, các Phó Chủ tịch UBND xã
Đồng chí Chủ tịch UBND
Đồng chí Nguyễn Văn A - Phó Chủ tịch UBND xã
Lãnh đạo UBND phường
Các ngành, đoàn thể xã
Các ban, ngành, đoàn thể
Các bộ phận chuyên môn UBND xã
Mỗi bộ phận
Các đơn vị, bộ phận
Các phòng, đơn vị thuộc UBND phường
Các phòng chuyên môn
Các cơ quan chuyên môn thuộc UBND huyện
UBND các xã, thị trấn
UBND cấp xã
Ủy ban nhân dân các xã, phường, đặc khu
Phòng Nội vụ huyện
Phòng Tài chính - Kế hoạch
Phòng Văn hóa và Thông tin
Văn phòng HĐND-UBND huyện
Phòng Tư pháp
Bưu điện huyện
Bảo hiểm xã hội huyện
Chi cục Thống kê
Điện lực Thọ Xuân
Ngân hàng Nông nghiệp và PTNT
Hợp tác xã dịch vụ
Hội Người cao tuổi
Hội Chữ thập đỏ
Hội Khuyến học
Trung tâm HTCĐ
Trung tâm học tập cộng đồng
Các hộ kinh doanh
Ban Quản lý di tích
Đội thuế liên xã
Thú y xã
Khuyến nông xã
Cộng tác viên dân số
Nhân viên y tế thôn bản
Dân quân thường trực
Lực lượng bảo vệ an ninh trật tự cơ sở
Cơ quan thông tấn báo chí
Các cơ quan thông tấn, báo chí
Các cơ quan báo chí
Các cơ quan thông tin đại chúng
Các doanh nghiệp
Các doanh nghiệp viễn thông
Các cơ sở giáo dục
Các cơ sở sản xuất, kinh doanh
Các chủ đầu tư
Các hộ gia đình
Các nhà mạng
Các tổ chức tín dụng
Các đơn vị sự nghiệp công lập
Kho bạc Nhà nước
Kho bạc Nhà nước khu vực XII
Bảo hiểm xã hội
Thuế tỉnh
Thuế cơ sở 3
Chi cục Thuế
Điện lực
Công ty Điện lực
Ngân hàng Chính sách xã hội
Ban Quản lý chợ
Các hợp tác xã
Các chủ rừng
Báo và Đài Phát thanh - Truyền hình tỉnh
Báo và phát thanh, truyền hình tỉnh
Trường Chính trị tỉnh
Trường Cao đẳng nghề
Bưu điện tỉnh
Viettel Sơn La
VNPT
Trung tâm Phục vụ hành chính công
Trung tâm Dịch vụ tổng hợp
Bệnh viện đa khoa
Trạm Y tế
Cấp ủy, chi bộ
Ban Thường vụ Đảng ủy
Ban Xây dựng Đảng
Văn phòng Đảng ủy
Ủy ban kiểm tra Đảng ủy
Trung tâm chính trị
Ban Chấp hành Công đoàn
Các bộ phận chuyên môn
Bộ phận một cửa
Tổ công nghệ số cộng đồng
Các tổ dân phố
Cán bộ, công chức, viên chức
Toàn thể công chức
Hợp tác xã Nông nghiệp
Ban Tiếp công dân
Thanh tra tỉnh
Viện kiểm sát nhân dân khu vực 2
Tòa án nhân dân khu vực
Thi hành án dân sự
Phòng Thi hành án dân sự khu vực
Hải quan khu vực
Hội đồng nhân dân xã
Thường trực HĐND
Ban Kinh tế - Ngân sách HĐND
Quỹ Bảo vệ môi trường
Hạt Kiểm lâm
Ban Quản lý dự án
Đội Quản lý thị trường
Chi nhánh Văn phòng Đăng ký đất đai
Các thành viên Tổ công tác
Già làng, trưởng bản
Các cơ sở tôn giáo
""".strip().splitlines()


def squeezed(text: str) -> str:
    return " ".join(text.replace(" và ", ", ").lower().split())


@pytest.mark.parametrize("name", NAMES)
def test_is_told_its_task_wherever_it_stands(name: str) -> None:
    text = HEAD + "".join(frame.format(name) + "\n" for frame in FRAMES)
    plan = extract(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))
    told = [[party.text for party in one.parties] for one in plan.assignments if one.evidence.start >= len(HEAD)]
    assert len(told) == len(FRAMES)
    for parties, beside in zip(told, BESIDE, strict=True):
        assert squeezed(name) in squeezed(", ".join(parties))
        assert set(beside) <= set(parties)
