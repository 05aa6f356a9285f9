"""Slots: places where parties are expected, behind a role label or in a cell, and the labels themselves."""

import re
from collections import deque

from extractors.assignments_roles import label_roles
from extractors.assignments_words import role_words
from extractors.parties import find_parties
from extractors.parties_span import PartySpan
from extractors.reading import Reading
from schema.letters import LOWER, UPPER
from schema.plan import Role

_NEXT = re.compile(r"(?:[;.,]\s*|\s+)[-+•]?\s*")
_SIGN = r"(?:[,;&+\n]|(?<!đ)/)"
_SEPARATOR = re.compile(rf"\s*(?:{_SIGN}|(?<!\w)(?:và|cùng)(?!\w))[\s,;+•-]*")
_CUT = re.compile(rf"{_SIGN}|\(|(?<!\w)(?:và|cùng)(?!\w)")
# What is said of the task behind the parties: "Chủ trì: X; thời gian: Quý II".
_OTHER = re.compile(r"[;.,]\s*(?:thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|kinh phí|sản phẩm|kết quả)(?!\w)")
_ROLE = (
    r"(?P<role>chủ trì|phối hợp|tham gia|theo dõi|thực hiện|tham mưu(?!, giúp việc)|hỗ trợ|đầu mối)"
    r"(?:\s+(?:chung|thực hiện))?"
)
# A body told by what it does, which goes on with whose it is: "Cơ quan quản lý cấp trên của đơn vị sự nghiệp".
_OF_A_KIND = re.compile(
    r"(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|tổ chức)\s+(?:chủ quản|quản lý|sử dụng|được giao"
    r"|được phân công|cấp trên)(?!\w)"
)
_MANY_WORDS = 16
# Who watches over the task of those named before ";": "các xã; Phòng Nội vụ hướng dẫn, đôn đốc".
_WATCHING = re.compile(
    r"(?P<names>[^:;\n]+;)\s*(?P<who>[^:;\n]+?)\s+"
    r"(?P<role>(?:theo dõi|đôn đốc|kiểm tra|giám sát|hướng dẫn|tổng hợp|báo cáo)(?!\w)[^;:\n]*)"
)
_SPOKEN = re.compile(
    rf"(?P<names>[^:\n]+?)(?:\s+(?:làm\s+)?{_ROLE}|\s*\({_ROLE.replace('role', 'told')}\))"
    r"\s*(?:[,;.\n]+\s*(?:và\s+)?|\Z)"
)
_STRONG_LABEL = re.compile(r"(?<!\w)(?:cơ quan|đơn vị|bộ phận|người|cá nhân|chủ trì|phối hợp|phân công)(?!\w)")
_PERSON = re.compile(r"(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà|thầy|cô)[:.]?\s+)")
_PERSON_WORDS = 7
# A person in a line of a cell, with another one in the next.
_NAME_LINE = re.compile(
    r"(?P<name>(?:(?:[Đđ]/c|[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô|Đồng chí)\s+)?"
    rf"(?:{UPPER}{LOWER}+ ){{1,4}}{UPPER}{LOWER}+)\s*\n\s*"
    rf"(?={UPPER})"
)
_FEW_BEFORE = 3
# Bodies in small letters that open a list: "Đơn vị phối hợp: các Đại sứ quán, tổ chức quốc tế".
_SEVERAL = re.compile(r"(?:các|những|một số|toàn thể|nhóm)\s")
_ANYBODY = ("tổ chức", "các tổ chức")  # a verb elsewhere
_FEW = 8  # words of a party that the lexicon lacks
_LONG_NAME = 12
# Heads of bodies whose name tells their task: "Hội đồng đánh giá tiếp cận pháp luật", "Bộ phận xử lý đơn thư".
_NAMED_BY_TASK = re.compile(r"(?:hội đồng|ban|tiểu ban|tổ|đoàn|đội|nhóm|bộ phận|trung tâm)(?!\w)\s*")
# How far each of them goes along, no further name: "các sở theo chức năng, nhiệm vụ được giao".
_BY_OFFICE = re.compile(
    r"[^,;]*(?<!\w)(?:theo|trong\s+phạm\s+vi)\s+(?:chức năng|nhiệm vụ|thẩm quyền|phạm vi|lĩnh vực|phân công)(?!\w)"
)
# Which part of the task is whose: "Sở Công Thương (cấp phép, theo dõi); Sở Xây dựng (quy hoạch)".
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OPENING = re.compile(r"[\s\-–+•*:]*")


def labelled_slots(reading: Reading, start: int, end: int) -> list[tuple[int, int, tuple[Role, ...]]]:
    """The labelled slots that fill ``[start, end)``: "Chủ trì: X; phối hợp: Y" gives two, each with its label."""
    folded, label = reading.folded, role_words().label
    found: list[tuple[int, int, tuple[Role, ...]]] = []
    position = _opened(folded, start, end)
    while position < end:
        match = label.match(folded, position, end)
        if match is None or match.group("stop") != ":":
            return found
        following = next_label(reading, match.end(), end)
        other = _OTHER.search(folded, match.end(), following)
        stop = other.start() if other is not None else following
        found.append((position, stop, label_roles(folded, position, match.end())))
        position = following
    return found


def spoken_slots(
    reading: Reading, start: int, end: int, roles: tuple[Role, ...] = ()
) -> list[tuple[int, int, tuple[Role, ...]]]:
    """The slots of a place that tells the roles behind the names: "Phòng Nội vụ chủ trì, Đoàn Thanh niên phối hợp".

    roles: those that the label or the column before gives; who is named before one that only joins in has them.
    """
    found: list[tuple[int, int, tuple[Role, ...]]] = []
    position = _opened(reading.folded, start, end)
    watching = _WATCHING.match(reading.folded, position, end) if roles else None
    if watching is not None:
        watches = label_roles(reading.folded, *watching.span("role")) or (Role.EXECUTE,)
        return [(*watching.span("names"), roles), (watching.start("who"), watching.end("role"), watches)]
    while position < end:
        match = _SPOKEN.match(reading.folded, position, end)
        if match is None:
            return [*found, (position, end, _rest_roles(found, roles))] if found and roles else []
        told = "role" if match.group("role") is not None else "told"
        begin, stop = match.span("names")
        own = label_roles(reading.folded, *match.span(told))
        joined = _first_name_end(reading, begin, stop) if roles and not found and own == (Role.COORDINATE,) else None
        if joined is not None:
            found.append((begin, joined, roles))
            begin = _separated(reading.folded, joined, stop)
        found.append((begin, stop if told == "role" else match.end(told), own))
        position = match.end()
    return found


def _rest_roles(told: list[tuple[int, int, tuple[Role, ...]]], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles of those for whom none is told: beside a lead they join in."""
    leads = any(Role.LEAD in known for _, _, known in told)
    return (Role.COORDINATE,) if leads else roles


def _first_name_end(reading: Reading, start: int, end: int) -> int | None:
    """Where the first of several names ends, None where one name stands alone."""
    stop, _ = _segment(reading, start, end, deque(find_parties(reading, start, end, slot=True)))
    return stop if stop < end else None


def _separated(folded: str, start: int, end: int) -> int:
    separator = _SEPARATOR.match(folded, start, end)
    return separator.end() if separator is not None else start


def next_label(reading: Reading, start: int, end: int) -> int:
    """Where the next label with a colon begins; ``end`` where there is none."""
    for match in _NEXT.finditer(reading.folded, start, end):
        if match.group().isspace() and not reading.flow[match.end() : match.end() + 1].isupper():
            continue  # without a sign between, only a capital begins a label: "Chủ trì: X Phối hợp: Y"
        label = role_words().label.match(reading.folded, match.end(), end)
        if label is not None and label.group("stop") == ":":
            return match.end()
    return end


def _opened(folded: str, start: int, end: int) -> int:
    match = _OPENING.match(folded, start, end)
    return match.end() if match else start


def slot_parties(reading: Reading, start: int, end: int) -> tuple[PartySpan, ...]:
    """The parties listed in ``[start, end)``, where parties are expected; names outside the lexicon count, too."""
    label = role_words().label.match(reading.folded, _opened(reading.folded, start, end), end)
    begin = label.end() if label is not None and label.group("stop") == ":" else start
    begin = _opened(reading.folded, begin, end)
    known = deque(find_parties(reading, begin, end, slot=True))
    listed: list[PartySpan] = []
    position = begin
    while position < end:
        stop, inside = _segment(reading, position, end, known)
        opens = reading.flow[position].isupper() or _SEVERAL.match(reading.folded, position, stop)
        rest = reading.flow[position:stop].strip()
        broken = bool(listed) and stop >= end and rest.isalpha() and rest.islower()  # "các bộ, cơ" at a page's end
        if not inside and (broken or not (listed or opens)):
            break
        party = _segment_party(reading, position, stop, inside)
        if party is None:
            break
        listed.append(party)
        if inside and role_words().verb.search(_IN_BRACKETS.sub("", reading.folded[party.end : stop])) is not None:
            break  # what a verb parts from the list is no longer of it
        if _BY_OFFICE.match(reading.folded, party.end, stop):
            break
        separator = _SEPARATOR.match(reading.folded, stop, end)
        position = separator.end() if separator else _opened(reading.folded, stop, end)
    return tuple(listed)


def _segment(reading: Reading, start: int, end: int, known: deque[PartySpan]) -> tuple[int, list[PartySpan]]:
    """The end of the list item that begins at ``start`` and its parties, which are taken from ``known``.

    It ends at the next separator outside a party and its brackets, or where the next party or person follows without.
    """
    line = _NAME_LINE.match(reading.text, start, end)
    if line is not None and not (known and known[0].start < line.end("name")):
        return line.end("name"), []
    position = start
    inside: list[PartySpan] = []
    while True:
        match = _CUT.search(reading.folded, position, end)
        cut = match.start() if match is not None else end
        while known and known[0].start < cut:
            inside.append(known.popleft())
        if len(inside) > 1 and not reading.flow[inside[-2].end : inside[-1].start].strip():
            known.appendleft(inside.pop())
            return known[0].start, inside
        if match is None:
            return end, inside
        if inside and cut < inside[-1].end:
            position = inside[-1].end
        elif match.group() == "(":
            close = reading.folded.find(")", match.end(), end)
            position = close + 1 if close >= 0 else end
        else:
            return cut, inside


def _segment_party(reading: Reading, start: int, stop: int, inside: list[PartySpan]) -> PartySpan | None:
    while stop > start and reading.flow[stop - 1] in " \n\t.;,:/-":
        stop -= 1
    person = _PERSON.match(reading.folded, start, stop)
    before = len(reading.folded[start : inside[0].start].split()) if inside else 0
    if inside and before <= (_PERSON_WORDS if person else _FEW_BEFORE):
        return _completed(reading, inside[0], stop)
    if _OF_A_KIND.match(reading.folded, start, stop) and len(reading.folded[start:stop].split()) <= _MANY_WORDS:
        return PartySpan(start, stop, None)
    if inside or start == stop or not reading.flow[start].isalpha():
        return None
    if reading.folded[start:stop] in _ANYBODY:
        return PartySpan(start, stop, None)
    stop = _before_predicate(reading.folded, start, person.end() if person else start, stop)
    words = reading.folded[start:stop].split()
    if not 0 < len(words) <= (_LONG_NAME if _NAMED_BY_TASK.match(reading.folded, start, stop) else _FEW):
        return None
    return None if any(char.isdigit() for char in words[0]) else PartySpan(start, stop, None)


def _before_predicate(folded: str, start: int, begin: int, stop: int) -> int:
    """Where the verb begins that follows a party at ``start``; one behind a bare head is a part of its name."""
    predicate = role_words().predicate
    verb = predicate.search(folded, begin, stop)
    while verb is not None and _NAMED_BY_TASK.fullmatch(folded, start, verb.start()):
        verb = predicate.search(folded, verb.end(), stop)
    return verb.start() if verb is not None else stop


def _completed(reading: Reading, party: PartySpan, stop: int) -> PartySpan:
    """``party`` outside the codes with the rest of its name up to ``stop``: "Ban Công tác đặc biệt"."""
    rest = reading.folded[party.end : stop]
    if party.code is not None or not rest.startswith(" ") or not rest.replace(" ", "").replace("-", "").isalnum():
        return party
    if len(rest.split()) > _FEW or role_words().verb.search(rest):
        return party
    return PartySpan(party.start, stop, None)


def names_unknown_bodies(folded: str, start: int, end: int) -> bool:
    """Whether what stands behind the label is surely a body, though the lexicon lacks it: "Cơ quan chủ trì: …"."""
    return _STRONG_LABEL.search(folded, start, end) is not None
