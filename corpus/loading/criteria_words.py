"""What the texts of a criteria table say by their form: a code before a name, points, a total, a rung of the rubric."""

import re

from schema.text import fold

_WORD = r"(?:lĩnh vực|tiêu chí thành phần|tiêu chí|tctp|tc|phần|mục|nhóm|chỉ số)(?: số)?"
_NAMED_CODE = re.compile(
    rf"^{_WORD} ((?:\d+\.)*\d+|[IVX]+|[A-ZĐ])(?![^\W_])\s*[.)/:]?\s*[-–:]?\s*(?=[^\W\d])", re.IGNORECASE
)
_CODE = re.compile(
    r"^((?:\d+\.)+\d+(?=[.:)\s])|\d{1,3}(?=[.)/])|[IVX]+(?=[.):]|\s[-–])|[A-ZĐ](?=[.)])|[a-zđ](?=\)))"
    r"[.)/:]?\s*[-–:]?\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:tổng cộng|cộng|tổng(?: số)?(?: điểm)?|điểm tổng(?: cộng)?)(?![^\W_])"
    r"(?: (?:số )?(?:điểm|tối đa|chuẩn|toàn bộ|chung|đánh giá|chấm|chỉ số|"
    r"(?:của )?(?:các |\d+ )?(?:lĩnh vực|mục|tiêu chí|nội dung|phần|nhóm)))*"
    r"(?: ?[a-z]| ?[ivx]+)?\s*(?:[(:=+].*|[\d.,]+(?: điểm)?)?$"
)
_POINTS = re.compile(
    r"^\(?(?:(?:tối đa|không quá|trừ|cộng|thưởng|đến)(?: tối đa| không quá| đến)?:? |≤ ?)?"
    r"([+-]?\d+(?:[.,]\d+)?)(?: ?\(?(?:điểm|đ)\)?)?\)?"
    r"(?: ?/ ?[^\W\d_]+(?: [^\W\d_]+){0,3})?(?: ?\([^\W\d_][^()]*\))?\*{0,3}$"
)
# "0 - 2", "từ 0,5 đến 1 điểm": what may be given at most is the maximum. "2-3" may be a date.
_RANGE = re.compile(
    r"^\(?(?:từ [+-]?\d+(?:[.,]\d+)?(?: ?điểm)? (?:đến|-)|0(?:[.,]0+)? ?(?:đến|-))"
    r" ?([+-]?\d+(?:[.,]\d+)?) ?(?:điểm|đ)?\)?$"
)
_MINUS = str.maketrans("−–‑", "---")
_POINTS_IN_NAME = re.compile(r"\s*[(\[:]\s*(?:tối đa:? )?(\d+(?:[.,]\d+)?) ?(?:điểm|đ)\s*[)\]]?\s*:?$")
_BULLET = re.compile(r"^[-–+*•‐]")
_NOTES = re.compile(r"^[(*]*(?:ghi chú|chú thích|lưu ý)(?![^\W_])")
_RUNG = re.compile(
    r"^[-–+*•‐]"
    r"|[:;]\s*\(?[+-]?\d+(?:[.,]\d+)?\)?\s*(?:điểm|đ)?\s*[.;]?$"
    r"|^(?:trong đó|tính điểm|cách tính|cách chấm|công thức|nếu|trường hợp|ghi chú|yêu cầu|tài liệu)(?![^\W_])"
    r"|^(?:đạt|từ|dưới|trên)(?: tỷ lệ)? \d|^\d+(?:[.,]\d+)? ?%|^[a-z]\d?(?: là | ?[:=] )"
)


def code_in_name(text: str) -> tuple[str, str] | None:
    """The code that stands before a name, and the name ("Tiêu chí 1.1. Kế hoạch"); None where there is none."""
    match = _NAMED_CODE.match(text) or _CODE.match(text)
    return None if match is None else (match.group(1), text[match.end() :])


def points_of(text: str) -> float | None:
    """The number in a cell of points ("9,50", "9.5", "10 điểm", "−1"); None where it is none.

    Of several lines (the points of the criterion over those of its rungs) the first, where it is the greatest.
    """
    lines = [fold(" ".join(line.split())).translate(_MINUS) for line in text.splitlines()]
    numbers = [points for line in lines if (points := _points_of_line(line)) is not None]
    if not numbers or len(numbers) < len(lines) or max(map(abs, numbers)) > abs(numbers[0]):
        return None
    return numbers[0]


def _points_of_line(line: str) -> float | None:
    match = _POINTS.match(line) or _RANGE.match(line)
    return float(match.group(1).replace(",", ".")) if match else None


def points_in_name(name: str) -> float | None:
    """The points in brackets behind a name: "Cải cách thể chế (10 điểm)"."""
    match = _POINTS_IN_NAME.search(fold(name))
    return float(match.group(1).replace(",", ".")) if match else None


def bare_name(name: str) -> str:
    """``name`` without the points in brackets behind it."""
    match = _POINTS_IN_NAME.search(fold(name))
    return name[: match.start()].rstrip() if match else name


def is_total(text: str) -> bool:
    """Whether ``text`` opens the row of a sum: "Tổng cộng", "TỔNG ĐIỂM (I+II)"; not "Tổng hợp báo cáo"."""
    return _TOTAL.match(fold(" ".join(text.split()))) is not None


def is_rung(text: str) -> bool:
    """Whether ``text`` tells how points are given: "- Ban hành kịp thời: 1 điểm", "Trong đó:", "Từ 90% trở lên"."""
    return _RUNG.search(fold(" ".join(text.split()))) is not None


def name_lines(text: str) -> str:
    """The name in a cell whose further lines are the rubric, in one line."""
    lines = text.splitlines() or [""]
    rest = next((at for at, line in enumerate(lines) if at and is_rung(line)), len(lines))
    return " ".join(" ".join(lines[:rest]).split())


def bulleted(text: str) -> tuple[str, str]:
    """The kind of mark that a line of a list opens with ("-", "+", "a", "1", "" for none), and the line without it."""
    numbered = code_in_name(text)
    if numbered is not None and (len(numbered[0]) == 1 or numbered[0].isdecimal()):
        return "1" if numbered[0].isdecimal() else "a", numbered[1]
    bullet = _BULLET.match(text)
    return ("-" if bullet.group() in "-–‐" else bullet.group(), text.lstrip("-–‐+*• ")) if bullet else ("", text)


def is_notes_heading(text: str) -> bool:
    """Whether ``text`` opens the notes below a table: "Ghi chú:", "Chú thích"."""
    return _NOTES.match(fold(" ".join(text.split()))) is not None
