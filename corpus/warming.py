"""Importing this module reads one short plan, so that lexicons are loaded and patterns compiled.

Meant for the preload of the process that children are forked from, and for nothing else: the work at import is its
purpose. Without it every child spends a second on its first file.
"""

from corpus.coverage import material_of
from corpus.prepared import packed
from extractors.pipeline import extract
from ingest.read import read
from ingest.source import SourceBytes

_PLAN = """ỦY BAN NHÂN DÂN
XÃ AN BÌNH
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Cải cách hành chính năm 2024

Căn cứ Quyết định số 15/2021/QĐ-UBND ngày 15 tháng 7 năm 2021 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã ban hành kế hoạch:

I. MỤC TIÊU
1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên.

II. NHIỆM VỤ
1. Rà soát thủ tục hành chính (TTHC).
- Công chức Văn phòng - Thống kê chủ trì, phối hợp với các bộ phận liên quan thực hiện.
- Thời gian hoàn thành: trước ngày 30/9/2024; báo cáo định kỳ hằng quý (có Phụ lục kèm theo).

Trên đây là Kế hoạch cải cách hành chính năm 2024./.

Nơi nhận:
- Đảng ủy, HĐND xã;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""  # noqa: E501

packed(material_of(extract(read(SourceBytes(name="ke-hoach.txt", data=_PLAN.encode())))))
