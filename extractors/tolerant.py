"""Cue words that survive OCR: a vowel matches any vowel of the same letter, "đ" matches "d".

Most OCR errors are valid syllables ("Phần đầu" for "Phấn đấu"), so only phrases that cannot be mistaken are made
tolerant or read as what they must be; the text itself is never touched.
"""

import re
from functools import lru_cache

from extractors.phrases import longest_of
from schema.text import bare, fold

_CLASSES = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
    "d": "dđ",
}


@lru_cache(maxsize=1024)
def tolerant(phrase: str) -> str:
    """A pattern for ``phrase`` as whole words in folded text, whatever the marks on its letters."""
    return "".join(tolerant_signs(phrase))


def tolerant_any(*phrases: str) -> str:
    """A pattern for any of ``phrases`` (see ``tolerant``), longest first."""
    return f"(?:{before_any(*phrases)}{longest_of(map(tolerant_signs, phrases))})"


def tolerant_signs(phrase: str, space: str = r"\s+") -> list[str]:
    """``tolerant`` sign by sign; ``space`` is the pattern between two words."""
    plain = " ".join(bare(fold(phrase)).split())
    letters = (
        space if char == " " else f"[{_CLASSES[char]}]" if char in _CLASSES else re.escape(char) for char in plain
    )
    return [r"(?<!\w)", *letters, r"(?!\w)"]


def before_any(*phrases: str) -> str:
    """A pattern for where one of ``phrases`` may begin, by its first letter with any marks: it spares most tries."""
    firsts = {bare(fold(phrase).lstrip()[0]) for phrase in phrases}
    return f"(?=[{''.join(sorted(_CLASSES.get(first, re.escape(first)) for first in firsts))}])"


def spaced(pattern: str) -> str:
    """``pattern`` with each single space standing for a run of spaces ("␣?": maybe none): wrapped lines leave several.

    Write no space inside a character class of such a pattern.
    """
    return pattern.replace(" ?", r"[^\S\n]*").replace(" ", r"[^\S\n]+")


# Words as recognitions write them and no plan does, with what they are; letter for letter, so that offsets stay.
_MISREAD = {
    r"phối h[oọơóớ.,]p|phôi hợp|phổi hợp": "phối hợp",
    r"ch[ùúụ] tr[ìỉị]|chủ tr[ỉị]": "chủ trì",
    r"thường tr[ụuưừứ]c": "thường trực",
    r"tối thi[êếềệeéẹ]u": "tối thiểu",
    r"ph[âấẩẫ]n(?= [ivx]{1,4} (?:của |này|kế|hướng|nghị|quyết|thông|chỉ))": "phần",
    r"t[ốôồ] chức": "tổ chức",
    r"(?:c[ăãâ]n c[ửừu]|cãn cứ)(?= (?:nghị|quyết|luật|kế|chỉ|thông|công|hướng|chương|văn))": "căn cứ",
    r"thưc hiện|thực hiên|thưc hiên": "thực hiện",
    r"th[oòơ]i gian(?=:)|thòi gian": "thời gian",
    r"th[oòơ]i h[aạ]n(?=:)|thòi hạn|thời han": "thời hạn",
    r"hoàn th[ảạa]nh": "hoàn thành",
    r"phấn d[ấâầẩẫậa]u|phấn đ[âầẩẫậa]u": "phấn đấu",
    r"th[ảạ]ng(?= ?\d)|(?<=\d )thắng(?= \d)": "tháng",
    r"ng[àaảãáâầấ][yvýỳỵ](?= ?\d{1,2}(?: tháng|[/.-]\d))": "ngày",
    r"chậm nh[ắăạâậ]t": "chậm nhất",
    r"h[aảạăắẳẵặâ]ng(?= (?:tháng|quý|năm|tuần|ngày(?! ?\d))(?!\w))": "hàng",
    r"t[âẩẫậăãảạ]m nhìn(?= đến)": "tầm nhìn",
    r"n[ãảạ]m(?= (?:19|20)\d\d)": "năm",
    r"sửa đ[ốồô]i(?=,| b[ổố] sung| một số| luật)": "sửa đổi",
    r"b[ốồô] sung": "bổ sung",
    r"đ[âẩ]u tư": "đầu tư",
    r"(?<=hàng )quỷ|(?<=hằng )quỷ|(?<=mỗi )quỷ|quỷ(?= (?:i{1,3}|iv|[1-4])(?!\w))": "quý",
}
_SOME_MISREAD = re.compile(rf"(?<!\w)(?=[pctnhq]|sửa |b[ốồô] |đ[âẩ]u )(?:{'|'.join(_MISREAD)})(?!\w)")
_EACH_MISREAD = [(re.compile(rf"(?:{pattern})(?!\w)"), whole) for pattern, whole in _MISREAD.items()]
# No syllable has these: the horn of the "o" was lost.
_HORNLESS = re.compile("ư[òóọỏõ]")
_HORNED = str.maketrans("òóọỏõ", "ờớợởỡ")


def as_written(folded: str) -> str:
    """``folded`` text with the cue words that a recognition misread as they must have been; same length."""
    folded = _HORNLESS.sub(lambda match: match.group().translate(_HORNED), folded)
    return _SOME_MISREAD.sub(_as_written, folded)


def _as_written(match: re.Match[str]) -> str:
    return next(whole for misread, whole in _EACH_MISREAD if misread.match(match.string, match.start()))
