"""Names with a dash ("Văn phòng - Thống kê") that a wrapped line may break in two."""

import re

# The second half of names with a dash, which a wrapped line may begin with: "Văn phòng" / "- Thống kê".
_DASH_PAIR = re.compile(
    r"[-–—]\s*+(?:xã hội|thống kê|kế toán|hộ tịch|xây dựng|thương binh|thông tin|lào|campuchia|đô thị|môi trường|"
    r"kỹ thuật|quốc phòng|hạ tầng|tài chính|"
    r"nông nghiệp|kế hoạch(?! )|thể thao|tự do|hạnh phúc|khen thưởng|\d{4})(?!\w)"
)
_FIRST_HALF = re.compile(
    r"(?:văn phòng|địa chính|đô thị|tài chính|tư pháp|văn hóa|thông tin|lao động|kinh tế|độc lập|tự do|việt nam|"
    r"thi đua|khoa học|nông nghiệp|giao thông|hành chính|kế hoạch|chính trị|xây dựng|thương binh|\d{4})\s*[-–—]?$"
)


def is_halved(before: str, line: str) -> bool:
    """Whether the folded ``line`` begins with the second half of a name whose first half ends ``before``."""
    second, first = _DASH_PAIR.match(line), _FIRST_HALF.search(before)
    # A year goes on with a year, a name with a name: "Đến năm 2030" / "- Nông nghiệp".
    return second is not None and first is not None and first.group()[0].isdigit() == second.group()[-1].isdigit()
