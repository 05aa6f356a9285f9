"""Headings that look back: below "Kết quả đạt được" or "Tồn tại, hạn chế" stands what was, not what is to be done."""

import re

_BACK = re.compile(
    r"(?:những |các |một số )?(?:kết quả(?! công bố)|tình hình|thực trạng|đặc điểm|ưu điểm|tồn tại|hạn chế|nguyên nhân"
    r"|khó khăn|đánh giá (?:kết quả|tình hình|chung))(?!\w)"
)
_REMEDY = (
    r"(?:các |những |một số |đề ra )?(?:biện pháp|giải pháp|cách khắc phục|khắc phục|hướng khắc phục|phương hướng)"
)
_AND_REMEDY = re.compile(rf"(?:(?<!\w)và|[,;/–-])\s*{_REMEDY}(?!\w)")
_OPENS_REMEDY = re.compile(rf"{_REMEDY}(?!\w)")


def looks_back(folded: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the title ``folded[start:end]`` tells only what was; "Tồn tại, hạn chế và biện pháp" tells more."""
    stop = len(folded) if end is None else end
    return _BACK.match(folded, start, stop) is not None and _AND_REMEDY.search(folded, start, stop) is None


def reports(titles: list[str]) -> bool:
    """Whether the innermost of ``titles`` (lower case, from the inside out) that looks anywhere looks back."""
    told = (looks_back(title) for title in titles if looks_back(title) or looks_ahead(title))
    return next(told, False)


def looks_ahead(folded: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the title opens with the remedy, which may stand below one that looks back: "b) Biện pháp khắc phục"."""
    return _OPENS_REMEDY.match(folded, start, len(folded) if end is None else end) is not None
