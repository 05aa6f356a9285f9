"""The words and signs by which a line opens a paragraph, ends one or goes on with the line before it (folded text)."""

import re

from schema.letters import LOWER, UPPER
from schema.text import MOTTO, STATE, fold

LONE_BULLETS = frozenset("-+•●▪")
# The letters that the bullets of symbol fonts turn into where the font is lost: "o Mỗi khối lớp …", "Ø Tuyên truyền".
LETTER_BULLET = re.compile(rf"[oØü§]\s++(?!{LOWER})([^\W_])")
BULLET = re.compile(
    r"[-+•▪■●○◦➢►✓✔☐□❑❒❖♦\uf0b7\uf0a7\uf0d8\uf02d\uf0fc]\s*+(\S)|[*–—·]\s++(\S)|" + LETTER_BULLET.pattern
)
# Openers wherever they stand at a line start; openers only after a finished or short line (folded text).
ALWAYS = re.compile(
    r"nơi nhận\s*+[:;.]|kính gửi\s*+:|(?:tm|kt|tl|tuq)\s?[./]\s?[a-zà-ỹđ]|(?:t[/.]m|k[/.]t|t[/.]l|t[/.]uq)[\s.]|"
    r"cộng hòa xã hội chủ nghĩa|"
    r"độc lập\s*+[-–—]?\s*+tự do|"
    r"\((?:ban hành )?kèm theo|\(dành cho|số\s*+:[\s.…\d]{0,12}/|trên đây là|lưu\s*+:\s*+v[tp]|"
    r"căn cứ (?:luật|nghị quyết|nghị định|quyết định|kế hoạch|chỉ thị|thông tư|công văn|hướng dẫn|văn bản|báo cáo|"
    r"chương trình|"
    r"pháp lệnh|đề án|kết luận)"
)
AFTER_END = re.compile(
    r"(?:thực hiện|căn cứ|triển khai|thi hành|tiếp theo|trong quá trình|xét|theo|để|nhằm)(?!\w)|kế hoạch$|"
    r"quyết định\s*+:?$|"
    r"(?:quyền |phó )?(?:chủ tịch|giám đốc|hiệu trưởng|trưởng phòng|trưởng ban|chánh văn phòng)$|phụ lục|đề cương|"
    r"ủy ban nhân dân|ubnd"
)
RESET = re.compile(r"phụ lục (?:số )?[\divxl]{0,4}\s*+$|phụ lục\b|biểu mẫu số|kế hoạch$|\((?:ban hành )?kèm theo")
ANNEX_ALONE, ISSUED = re.compile(r"phụ lục(?: số)?[\s\divxl.:]*"), re.compile(r"(?:được )?ban hành kèm theo")
_E, _A = "eèéẻẽẹêềếểễệ", "aàáảãạ"  # as OCR may read the vowels of "KẾ HOẠCH"
TYPE_NAME = re.compile(
    rf"(?:k[{_E}] ho[{_A}]ch|quyết định\s*+:?|chương trình|đề án|phương án|báo cáo|nghị quyết|chỉ thị|thông tư)"
)
BODY_VERB = re.compile(
    r"(?:căn cứ|chủ trì|tham mưu|phối hợp|chỉ đạo|hướng dẫn|theo dõi|thực hiện|xây dựng|trên cơ sở|có trách nhiệm|"
    r"triển khai|đẩy mạnh|giám sát|phản biện|tuyên truyền|vận động|kiểm tra|rà soát|tổng hợp|ban hành|cung cấp|"
    r"quán triệt|lồng ghép|cân đối|thẩm định|đôn đốc|duy trì|phát huy|"
    r"tăng cường|tập trung|tiếp tục|nâng cao|khuyến khích|bố trí|bảo đảm|đảm bảo|là (?:cơ quan|đầu mối)|"
    r"theo (?:chức năng|thẩm quyền|nhiệm vụ|lĩnh vực|dõi))(?!\w)"
)
# "Lịch nhận hồ sơ: Từ ngày …": a label of its own is no part of the heading above it.
LABEL = re.compile(
    r"(?:lịch|thời gian|thời hạn|địa điểm|thành phần|đối tượng|số lượng|hình thức)(?:\s+[^\s:.;]+){0,6}\s*:"
)
PERSON = re.compile(rf"{UPPER}{LOWER}+(?:\s++{UPPER}{LOWER}*){{1,4}}")
DATED = re.compile(r"[^,;]{0,30},\s*+ngày\s")
CITING = re.compile(
    r"(?:thực hiện|triển khai(?: thực hiện)?|thi hành|theo|căn cứ|tiếp tục thực hiện) (?:các )?(?:nghị quyết|"
    r"nghị định|quyết định|kế hoạch|chỉ thị|thông tư|"
    r"công văn|hướng dẫn|văn bản|chương trình|đề án|tinh thần|nội dung|chỉ đạo|nhiệm vụ|thông báo|kết luận)"
)
NAME_GOES_ON = re.compile(
    r"(?<!\w)(?:ban|tổ|phòng|sở|bộ|tiểu ban|đề án|kế hoạch|chương trình|quyết định|nghị quyết|dự án|và|,|tại|theo"
    r"|của|với|về|cho|từ|các|những|trong|đến|do|ở|(?<!pháp )(?<!kỷ )luật|pháp lệnh)$"
)
TYPE_LAST = re.compile(
    r"(?<!\w)(?:nghị quyết|nghị định|quyết định|kế hoạch|chỉ thị|thông tư|công văn|chương trình|pháp lệnh)(?: số)?$"
)
SYMBOL = re.compile(r"\d{1,5}(?:/\d{4})?[-/][a-zđ]{2}")
TYPE_ALONE = re.compile(
    rf"(?:k ?[{_E}] h ?o ?[{_A}] ?c ?h|quyết định\s*+:?|chương trình|đề án|phương án|nghị quyết|chỉ thị)"
)
HEAD_LINE = re.compile(
    r".{0,60}độc lập\s*+[-–—]?\s*+tự do\s*+[-–—]?\s*+hạnh phúc|.{0,60}" + fold(STATE) + r"|"
    r".{0,60}đảng cộng sản việt nam|"
    r"số\s*+:.{2,100}|\(?đã ký\)?|"
    r"[^,;]{2,40},\s*+ngày.{0,40}năm\s*+[\d .…]{2,12}"
)
HEADS = (fold(STATE), fold(MOTTO))
# The day of a timetable whose cells were read as lines: "Sáng ngày 24/11/2017".
DAY_ALONE = re.compile(r"(?:(?:sáng|chiều|tối) )?ngày \d{1,2}(?:(?: ?[-–,] ?| và )\d{1,2})*/\d{1,2}(?:/\d{4})?")
DATE_OPEN = re.compile(r"(?<!\w)(?:ngày|tháng|năm|ngày \d{1,2}|tháng \d{1,2})$")
DATE_REST = re.compile(r"\d{1,4}(?!\s?[./)])|tháng \d|năm \d")
