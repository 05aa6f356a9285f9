"""How a number is compared: the words before it ("ít nhất", "dưới"), those behind it ("trở lên"), a change ("giảm").

Reads the folded words around a number; writes a Comparator. Where something is to change by at least so much
("cắt giảm tối thiểu 20%") ``compare`` gives the direction and ``bound_of`` the bound: a target needs both, since
without the direction the figure would say the opposite.
"""

import re

from extractors.reading import Reading
from extractors.targets_lexicon import target_words
from extractors.tolerant import spaced, tolerant, tolerant_any
from schema.plan import Comparator
from schema.text import squeeze

# The words before a number that compare; several may stand in a row ("đạt tối thiểu từ").
_BEFORE = (
    # Both ends of a bound in words: "trên, bằng 95%", "đạt và vượt 90%", "nhỏ hơn hoặc bằng 5%".
    (
        Comparator.AT_LEAST,
        r"(?<!\w)(?:(?:trên|vượt|(?:cao|lớn|nhiều) hơn)(?:,| hoặc| và|/) ?bằng|(?:bằng|đạt)(?:,| hoặc| và|/) ?"
        r"(?:trên|vượt|(?:cao|lớn|nhiều) hơn))",
    ),
    (
        Comparator.AT_MOST,
        r"(?<!\w)(?:(?:dưới|(?:thấp|nhỏ|ít) hơn)(?:,| hoặc| và|/) ?bằng|bằng(?:,| hoặc| và|/) ?"
        r"(?:dưới|(?:thấp|nhỏ|ít) hơn))",
    ),
    (
        Comparator.AT_MOST,
        tolerant_any(
            "không quá",
            "tối đa không quá",
            "tối đa",
            "không vượt quá",
            "không vượt",
            "không được vượt quá",
            "không được quá",
            "không được vượt",
        ),
    ),
    (
        Comparator.AT_MOST,
        r"(?:(?<!\w)không (?:cao|nhiều|lớn) hơn|≤|<=|(?<!\w)không(?: \w+){1,9} quá(?!\w)"
        r"|(?<!\w)(?:đi lại|bổ sung(?: hồ sơ)?)(?: \w+){0,4} quá(?!\w))",  # "không để … phải đi lại quá 02 lần"
    ),
    (Comparator.AT_LEAST, tolerant_any("ít nhất", "tối thiểu", "không dưới")),
    (Comparator.AT_LEAST, r"(?:(?<!\w)không (?:thấp|ít|nhỏ|kém) hơn|≥|>=)"),
    (Comparator.LESS, r"(?:(?<!\w)(?:dưới|thấp hơn|ít hơn|nhỏ hơn)|<)"),
    (Comparator.MORE, r"(?:(?<!\w)(?:trên|hơn|vượt|cao hơn|nhiều hơn|lớn hơn)|>)"),
)
_LINK = (
    r"(?:\s*(?:là|cũng|đạt|đat|từ|bình quân|khoảng|được|mức|còn|ở mức|tỷ lệ|thêm|trung bình|có"
    r"|mỗi \w+(?!\w)|(?:đến|vào|trong|hết|cuối) năm (?:19|20)\d\d(?!\d)|:))*\s*$"
)
_COMPARED = tuple((comparator, re.compile(spaced(pattern) + spaced(_LINK))) for comparator, pattern in _BEFORE)
_BOUNDS = (Comparator.AT_LEAST, Comparator.AT_MOST)
_FROM = re.compile(r"(?<!\w)từ\s*$")
_FULL_POINTS = re.compile(spaced(r"(?<!\w)(?:đạt|được) (?:số )?điểm tối đa(?: là)? $"))  # "đạt điểm tối đa 2 điểm"

# "giảm ít nhất 10%", "tăng thêm từ 02 bậc": by how much something changes; "giảm còn 3%", "tăng đạt 60%" say to what.
_BY = (
    r"(?: (?:là|từ|bình quân|khoảng|được|thêm|trung bình|trên|hơn|tới|đến|(?:hàng|hằng|mỗi) năm|"
    + tolerant("ít nhất")
    + "|"
    + tolerant("tối thiểu")
    + "))* $"
)
_CHANGE = re.compile(
    spaced(
        r"(?<!\w)(?:(?P<up>tăng(?: (?:thêm|trưởng|gấp))?)|(?:cắt giảm|kéo giảm|rút ngắn|giảm(?: thêm)?)"
        r"(?:,? (?:và )?(?:đơn giản h(?:óa|oá)|tiết giảm|rút ngắn|bãi bỏ))*)" + _BY
    )
)
# "Tăng thu ngân sách 15%", "giảm số vụ … từ 10 đến 15%": what changes stands between.
_CHANGE_OF = re.compile(
    spaced(
        r"(?:^[\s\-–+•*]*|[,;:]\s*|(?<!\w)(?:phấn đấu|năm)\s+)"
        r"(?:(?P<up>tăng(?! cường))|cắt giảm|kéo giảm|rút ngắn|giảm) [^,;:\d]{3,70}$"
    )
)
# "Tăng thêm tỷ lệ khám định kỳ: 10%", "Điều chỉnh mức sinh (giảm tỷ suất sinh thô): 0,05‰".
_NAMES_CHANGE = re.compile(
    spaced(
        r"(?:^|\()(?:phấn đấu )?(?:(?P<up>tăng(?! cường)|nâng thêm)|cắt giảm|kéo giảm|rút ngắn|giảm)"
        r"(?: (?:thêm|bình quân|khoảng))* (?:tỷ lệ|tỷ suất|tỷ trọng|số|mức|thời gian|chi)(?!\w)"
    )
)
_REACHES = re.compile(
    r"(?<!\w)(?:xuống|còn|đạt|đat|dưới|lên|cho|với|của|trong|trên|phí)\s+(?:(?:từ|ít nhất|tối thiểu)\s+)?$"
)
_SINCE_BASE = re.compile(spaced(r"[^,;:.\d]{0,20}?(?<!\w)so với(?!\w)"))
_LONGEST_CHANGE = 90
_GROWTH = re.compile(r"(?<!\w)tốc\s+độ\s+(?:tăng|giảm)(?!\w)")  # it has a value: "tốc độ tăng trưởng bình quân 5%/năm"
_SHORT_NOUN = 15
_OF_LEVEL = re.compile(r"\s(?:cấp\s+)?(?:xã|phường|huyện|tỉnh)(?!\w)")

_UP = re.compile(spaced(r"\s*(?P<noun>[^\d;.%]{0,60}?)\s*(?:" + tolerant("trở lên") + r"|hoặc (?:cao|lớn|nhiều) hơn)"))
_ENDS_UP = re.compile(spaced(tolerant("trở lên") + "$"))
_DOWN = re.compile(spaced(r"\s*[^\d;.%]{0,30}?\s*" + tolerant("trở xuống")))
_CLOSES = re.compile(r"\s*(?:[,;.:)(]|$)")
_GRADE = re.compile(
    spaced(
        r"(?<!\w)(?:loại|mức|khá|tốt|cấp|huyện|trung bình|xuất sắc|hoàn thành|trình độ|đại học|trung cấp"
        r"|học(?! (?:kỳ|sinh|viên)))(?!\w)"
    )
)


def bounded(folded: str, before: str, stop: int, end: int) -> bool:
    """Whether the words before or behind a number bound it: "ít nhất 5", "từ 5 … trở lên"."""
    if any(bound.search(before) for comparator, bound in _COMPARED if comparator in _BOUNDS):
        return True
    return _FROM.search(before) is not None and _UP.match(folded, stop, end) is not None


def bound_of(before: str, figure: str) -> Comparator | None:
    """The bound of a change: by the words before the number ("ít nhất") or behind it ("từ … trở lên")."""
    if _ENDS_UP.search(figure):
        return Comparator.AT_LEAST
    return next((comparator for comparator, pattern in _COMPARED if pattern.search(before)), None)


def compare(
    reading: Reading, match: re.Match[str], before: str, stop: int, end: int
) -> tuple[Comparator | None, int, str | None]:
    """The comparator of the number that ``match`` found, where its words end, the noun between it and "trở lên".

    before: the words in front of the number; stop: where number and unit end.
    """
    folded = reading.folded
    since = bool(_FROM.search(before))
    change = None if _GROWTH.search(before) else _direction(_CHANGE.search(before))
    up = _UP.match(folded, stop, end)
    if up is not None and (since or _is_counted(up["noun"])) and not _GRADE.search(_OF_LEVEL.sub("", up["noun"])):
        noun = squeeze(reading.flow[up.start("noun") : up.end("noun")])
        return (
            change or Comparator.AT_LEAST,
            up.end(),
            noun if since and _is_measured(noun, folded, up.end(), end) else None,
        )
    down = _DOWN.match(folded, stop, end)
    if down is not None:
        return Comparator.AT_MOST, down.end(), None
    if change is not None:
        return change, stop, None
    if _FULL_POINTS.search(before):
        return Comparator.EQUAL, stop, None
    for comparator, pattern in _COMPARED:
        if pattern.search(before):
            return comparator, stop, None
    if "high" in match.re.groupindex and match["high"]:
        return Comparator.AT_LEAST, stop, None
    return None, stop, None


def _is_counted(noun: str) -> bool:
    """Whether no more than a counted noun stands between a number and "trở lên": "95% công chức cấp xã trở lên"."""
    unit = target_words().unit.match(noun)
    return len(noun) <= _SHORT_NOUN or (unit is not None and not _OF_LEVEL.sub("", noun[unit.end() :]).strip())


def _is_measured(noun: str, folded: str, stop: int, end: int) -> bool:
    """Whether ``noun`` says what the share is of: "tỷ lệ TTHC … đạt từ 90% TTHC trở lên".

    Not where it is the subject of what follows ("từ 95% phụ huynh trở lên hài lòng"), nor a plan that is carried out.
    """
    if not noun or len(noun.split()) > 2 or "/" in noun or noun.lower() == "kế hoạch":
        return False
    return _CLOSES.match(folded, stop, end) is not None


def change_of(folded: str, start: int, at: int) -> Comparator | None:
    """The direction where the clause from ``start`` on opens with a change whose object stands before the number."""
    window = folded[start:at] if at - start <= _LONGEST_CHANGE else "…" + folded[at - _LONGEST_CHANGE : at]
    return None if _REACHES.search(window) or _GROWTH.search(window) else _direction(_CHANGE_OF.search(window))


def change_named(label: str) -> Comparator | None:
    """The direction that the folded words before ":" give to the bare figure behind it."""
    return _direction(_NAMES_CHANGE.search(label.strip()))


def of_change(
    folded: str, match: re.Match[str], comparator: Comparator | None, clause: tuple[int, int], before: str
) -> Comparator | None:
    """``comparator``, or the direction of a change whose object stands between: "giảm số cuộc họp từ 10 đến 15%"."""
    if comparator not in (None, Comparator.AT_LEAST):
        return comparator
    change = change_of(folded, clause[0], match.start())
    # "Tăng tỷ lệ … tối thiểu 70%" may say to what; what is cut by at least so much is cut by it, and so is what is
    # compared with a base.
    based = _SINCE_BASE.match(folded, match.end(), clause[1]) is not None
    to_what = comparator is not None and not match["high"] and change is Comparator.INCREASE and not based
    return comparator if to_what else change or comparator


def _direction(match: re.Match[str] | None) -> Comparator | None:
    if match is None:
        return None
    return Comparator.INCREASE if match["up"] else Comparator.DECREASE
