"""Symbols of documents and names of standards as they are always written, made whole where a recognition saw a letter
twice, a figure as a letter, or no slash."""

import re

# "1SO 9001:2015", "lSO".
_STANDARD = re.compile(r"(?<!\w)[1lÍÌ|!]S[O0Ó](?= ?\d{4,5}(?!\d))")
# No type of document is called so: "2108/QĐĐ-BGDĐT", "60/2021/NĐĐ-CP".
_TYPE = re.compile(r"(?<=/)([QN])ĐĐ(?=\s?-)")
# "TTr" between slash and hyphen: "218/TTIr-SNV".
_SUBMISSION = re.compile(r"(?<=/)TT[Il1]r(?=\s?-)")
# The term of the National Assembly: "UBTVQHI11", "QHl5".
_TERM = re.compile(r"(?<=QH)(?=[\dIl|]*\d|1?[Il|])[\dIl|]{2,3}(?!\w)")
_STROKES = str.maketrans("Il|", "111")
_TERM_DIGITS = 2
# "Công văn 1076PGDĐT-THCS": the slash behind the number is lost.
_SLASHLESS = re.compile(
    r"(?P<before>(?<!\w)(?:số|văn|hoạch|định) )(?P<number>\d{1,5})(?P<code>[A-ZĐ]{2,}[a-zđ]?[A-ZĐ]*-[A-ZĐ]{2,})(?!\w)"
)
# Slashes read as strokes: "27I6I2024", "23/7I2025", "tháng 7I2025", and in a symbol of the Party ("27INQ- TW").
_DATE = re.compile(r"(?<![\w/])(0?[1-9]|[12]\d|3[01])[/Il|](0?[1-9]|1[0-2])[/Il|]((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(r"(?<=tháng )(0?[1-9]|1[0-2])[Il|]((?:19|20)\d\d)(?!\d)")
_PARTY = re.compile(r"(?<![\w/])(\d{1,4})[Il|](?=(?:NQ|CT|KL|QĐ|QyĐ|HD|KH|TB|CTr|BC) ?[-/] ?(?:TW|TU|ĐU|HU)(?!\w))")
_COMMITTEE = re.compile(r"(?<!\w)[UỤỬỰ]y(?= ban nhân dân)")


def repaired_symbols(line: str) -> str:
    """``line`` of an OCR with the symbols, standards and committees in it made whole."""
    line = _SUBMISSION.sub("TTr", _TYPE.sub(r"\1Đ", _STANDARD.sub("ISO", line)))
    line = _TERM.sub(lambda match: match.group().translate(_STROKES)[-_TERM_DIGITS:], line)
    line = _MONTH.sub(r"\1/\2", _DATE.sub(r"\1/\2/\3", line))
    line = _PARTY.sub(r"\1/", line)
    return _COMMITTEE.sub("Ủy", _SLASHLESS.sub(r"\g<before>\g<number>/\g<code>", line))
