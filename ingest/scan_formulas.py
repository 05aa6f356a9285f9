"""Words that every document writes alike, made whole where a recognition lost their marks: "KE HOẠCH", "IM.UY BAN NHAN
DAN". What a document says of its own is never touched.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from schema.text import MOTTO, STATE, bare, fold

# Whole lines, by their letters without marks.
_POSTS = ("CHỦ TỊCH", "GIÁM ĐỐC", "BÍ THƯ", "HIỆU TRƯỞNG", "TRƯỞNG PHÒNG", "TRƯỞNG BAN", "TRƯỞNG ĐOÀN")
_LINES = {
    bare(line): line
    for line in (
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH",
        "Nơi nhận:",
        "ỦY BAN NHÂN DÂN",
        "VĂN PHÒNG",
        *_POSTS,
        *(f"PHÓ {post}" for post in _POSTS),
    )
}
# A stroke of the pen through the last letter: "PHÓ CHỦ TỊC".
_LINES |= {letters[:-1]: line for letters, line in _LINES.items() if len(letters) > 7}
_WORDS_OF_STATE = STATE.upper().split()
_STATE_WORDS_MIN = 5  # its name may go on in the next line
_MOTTO_LIKE, _STATE_LIKE = 0.85, 0.85
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_COMMITTEE_BARE = r"uy\s?ban\s?nhan\s?dan(?!\w)"
# "TM." loses the bar of its T or takes a speck for a sign; "KT." becomes strokes.
_FOR_ALL = re.compile(rf"\W{{0,2}}[a-z1|]{{0,2}}m\s?[.,:]\s?(?={_COMMITTEE_BARE})")
_FOR_THE_CHAIRMAN = re.compile(r"\W{0,2}(?:[kx][ti1l|]|[il1|]{2,3})\s?[.,]\s?chu\s?tich(?:\s(?=pho\s?chu\s?tich$)|$)")
_OPENS_COMMITTEE = re.compile(_COMMITTEE_BARE)
# No other words are spelt so at the head of a line in capitals.
_PROVINCE = re.compile(r"^T(?:[ĨÍ]NH(?= [^\W\d_]+(?: [^\W\d_]+){0,2}$)|INH(?= [A-Z]+(?: [A-Z]+){0,2}$))")
_DEPARTMENT = re.compile(r"^S[ỚỜ] (?=[^\W\d_])")
_KINDS = {bare(kind): kind for kind in ("TỈNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "THỊ XÃ", "THỊ TRẤN", "THÀNH PHỐ")}
_UNIT = re.compile(rf"(ubnd|hdnd)\w? ({'|'.join(sorted(_KINDS, key=len, reverse=True))})(?= )")
_NOT_LETTERS = re.compile(r"[^a-z]+")
# What headings in capitals are made of; "CHI TIÊU" is another word, so that only the mark of its second tells.
_HEADINGS = {
    bare(words): words
    for words in (
        "MỤC ĐÍCH", "YÊU CẦU", "MỤC TIÊU", "NHIỆM VỤ", "GIẢI PHÁP", "NỘI DUNG", "TỔ CHỨC", "THỰC HIỆN", "KINH PHÍ",
        "KẾT QUẢ", "CHỦ YẾU", "TRỌNG TÂM", "CẢI CÁCH", "HÀNH CHÍNH", "CHỈ ĐẠO", "TRÁCH NHIỆM", "PHÂN CÔNG",
    )
}  # fmt: skip
_HEADING = re.compile(rf"(?<!\w)(?:{'|'.join(_HEADINGS)})(?!\w)")
_TARGETS = re.compile(r"(?<=\bCHỈ )TI[ÊỂỀẾỄỆE]U(?!\w)")
# The mark of a letter read as the letter once more: "KÉẺ HOẠCH".
_SPECKS = re.compile(r"^\W+|[^\w:]+$")
_DOUBLED = re.compile(r"([a-z])\1")
# How duties begin: "- Lầ cơ quan thường trực".
_IS = re.compile(r"(?<!\S)L[aầâáẩảạ] (?=(?:cơ quan|đơn vị|đầu mối|bộ phận|thành viên)(?!\w))")
# What the sign that ends a document, "./.", is taken for.
_END = re.compile(r"(?<=[\w)”\"])\s?(?:\.{2,3}|…|\.\s?[/\\|Il1!]\s?[.,]?|[/\\]\s?[.,]?)$")


def repaired_ends(lines: Sequence[str]) -> dict[int, str]:
    """The lines right above "Nơi nhận" with the sign that ends a document made whole, by their index in ``lines``."""
    last = [at - 1 for at, line in enumerate(lines) if at and bare(line).startswith("noi nhan")]
    whole = {at: _END.sub("./.", lines[at]) for at in last}
    return {at: text for at, text in whole.items() if text != lines[at]}


def repaired_formula(line: str) -> str:
    """``line`` of an OCR with the state's name and motto, the type of a plan or decision, the committee and the
    capacity of a signature as they are always written."""
    plain = bare(line).strip()
    if line.isupper():
        whole = _in_capitals(line, plain)
        return line if fold(whole) == fold(line).strip() else whole  # "HOÀ" is "HÒA" in the older spelling
    if line[:1].isupper() and plain in ("noi nhan", "noi nhan:"):
        return _LINES["noi nhan:"]
    line = _IS.sub("Là ", line)
    letters, motto = (_NOT_LETTERS.sub("", text) for text in (plain, bare(MOTTO)))
    if len(letters) == len(motto) and SequenceMatcher(None, letters, motto, autojunk=False).ratio() >= _MOTTO_LIKE:
        return MOTTO
    return line


def _in_capitals(line: str, plain: str) -> str:
    if (single := _DOUBLED.sub(r"\1", _SPECKS.sub("", plain))) in _LINES:
        return _LINES[single].upper()
    if state := _state_in(plain.split()):
        return state
    if _are_alike("".join(plain.split()), "".join(bare(_PARTY).split())):
        return _PARTY
    capacity = _FOR_ALL.match(plain)
    if capacity is not None:
        return f"TM. {_with_committee(line.strip()[capacity.end() :], plain[capacity.end() :])}"
    chairman = _FOR_THE_CHAIRMAN.match(plain)
    if chairman is not None:
        return f"KT. CHỦ TỊCH {line.strip()[chairman.end() :]}".strip()
    line = _PROVINCE.sub("TỈNH", _DEPARTMENT.sub("SỞ ", line))
    line = _with_committee(line.strip(), plain) if _OPENS_COMMITTEE.match(plain) else line
    return _with_headings(_with_kind(line))


def _with_headings(line: str) -> str:
    """``line`` in capitals with the words of headings as they are always written: "MỤC TIỂU", "TỐ CHỨC THỰC HIỆN"."""
    for match in _HEADING.finditer(bare(line)):
        line = f"{line[: match.start()]}{_HEADINGS[match.group()]}{line[match.end() :]}"
    return _TARGETS.sub("TIÊU", line)


def _with_kind(line: str) -> str:
    """``line`` with the kind of the unit whose committee it opens with: "UBND TINH LAO CAI"."""
    match = _UNIT.match(bare(line))
    if match is None:
        return line
    return f"{match[1].upper() if match[1] != 'hdnd' else 'HĐND'} {_KINDS[match[2]]}{line[match.end() :]}"


def _state_in(words: Sequence[str]) -> str:
    """The first words of the state's name, which the bare ``words`` are, a letter wrong here and there and a word in
    two parts ("VI I NAM"); empty where they are others."""
    name = bare(STATE).split()
    read = "".join(words)
    for count in range(min(len(words), len(name)), _STATE_WORDS_MIN - 1, -1):
        whole = "".join(name[:count])
        if abs(len(read) - len(whole)) <= len(words) - count + 1 and _are_alike(read, whole):
            return " ".join(_WORDS_OF_STATE[:count])
    return ""


def _are_alike(read: str, whole: str) -> bool:
    return SequenceMatcher(None, read, whole, autojunk=False).ratio() >= _STATE_LIKE


def _with_committee(line: str, plain: str) -> str:
    """``line``, which opens with the committee, ``plain`` without marks letter by letter."""
    opens = _OPENS_COMMITTEE.match(plain)
    return _COMMITTEE + line[opens.end() :] if opens is not None else line
