"""The bodies that a document names as its issuer: in its head, else in title, preamble, closing or signature."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.header_attached import issued_by, named_by_annex, promulgated_by
from extractors.header_places import body_word, head_units, named_in, names_body
from extractors.header_title import act_in_title, type_code
from extractors.outline_regions import Region
from extractors.outline_zones import Layout
from schema.letters import UPPER, is_capital
from schema.plan import IssuerLevel
from schema.text import fold, squeeze

_NATIONAL = re.compile(
    r"c\s?ộ\s?n\s?g\s++h\s?òa.{0,12}?x\s?ã.{0,4}?h\s?ộ\s?i.{0,60}?(?:v\s?i\s?ệ\s?t)\s++(?:n\s?a\s?m)|"
    r"đ\s?ộ\s?c\s++l\s?ậ\s?p.{1,60}?h\s?ạ\s?n\s?h\s++p\s?h\s?ú\s?c|đảng cộng sản việt nam|"
    r"đoàn (?:tncs|thanh niên cộng sản) hồ chí minh\s*+$"
)
_NOT_ISSUER = re.compile(
    r"(?<!\w)s[ốôó]\s*+(?:ký hiệu)?\s*+[:.;]|(?<!\w)s[ốôó]\s++[\d….]|(?<!\w)ngày\s|\d+\s*+/\s*+[a-zđ]|"
    r"(?<!\S)/\s?[a-zđ]{2,5}[-–/]|[-_=*—–.·]{4,}|v/v|ký hiệu|ban thường trực\s*+$"
)
_INNER = re.compile(
    r"(?<!^)(?<!văn )(?<!hội đồng )(?<!các )(?<!và )(?<!& )(?<!hđnd - )(?<!nhân dân - )(?<=\s)"
    r"(?=(?:sở|phòng (?!chống)|trường (?:thcs|thpt|tiểu học|mầm non|"
    r"mẫu giáo|trung học|đại học|cao đẳng|phổ thông|ptdt|chính trị)|"
    r"(?:tỉnh|thành|huyện|quận|thị) (?:ủy(?! ban)|đoàn)|"
    r"bệnh viện|chi cục|trung tâm|trạm y tế|ban quản lý|ban chỉ đạo|văn phòng hđnd|đảng ủy|công an (?:xã|phường|"
    r"huyện|tỉnh|thị trấn)|"
    r"ủy ban nhân dân|ubnd)(?!\w))"
)
# A faculty below its university; "Khoa học và Công nghệ" goes on with the name of a department.
_FACULTY = re.compile(r"khoa (?!học(?!\w))")
ISSUING = re.compile(
    r"(?<!\w)(?:tổ\s*+chức\s++)?(?:xây\s*+dựng|ban\s*+hành|đề\s++ra|lập|"
    r"triển\s*+khai)\s++(?:và\s++\w+\s++(?:\w+\s++){0,3}?)?"
    r"(?:chương\s*+trình\s++)?kế\s*+hoạch"
)
_OF_ISSUER = re.compile(
    r"(?:của|tại)\s++(?P<who>(?:ủy\s++ban\s++nhân\s++dân|ubnd)\s++(?:xã|phường|thị\s++trấn|đặc\s++khu|huyện|quận|"
    r"thị\s++xã|thành\s++phố|tỉnh)\s++[^\n,;./]{2,40})"
)
COMMITTEE = re.compile(r"[ủu]?y\s++ban\s++nhân\s++dân|ubnd|chủ\s++tịch\s++(?:ubnd|ủy\s++ban\s++nhân\s++dân)")
_ABOUT = re.compile(
    r"(?<!\w)(?:về(?:\s++việc)?|v/v)\s*+\Z"
)  # "… của UBND tỉnh về việc ban hành Kế hoạch …" is another's
_COMMA_NAMES = re.compile(r"kinh\s++tế,\s++hạ|văn\s++hóa,\s++th|an\s++toàn,\s++")
_RANKS = (IssuerLevel.COMMUNE, IssuerLevel.DISTRICT, IssuerLevel.PROVINCE)
_SIGNED_FOR = re.compile(r"(?:tm|t\.m)\s?\.\s*+(?P<who>[^\n]{4,80})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body as it is written, from its first to its last character."""

    text: str
    start: int
    end: int
    rule: str


def head_bodies(layout: Layout, region: Region) -> list[Body]:
    """The bodies in the head, the superior first; empty where that half of the head is lost."""
    last = region.type_line if region.type_line is not None else region.body
    lines: list[tuple[str, int, int]] = []
    for index in range(region.first, last):
        if region.type_line is None and index in region.title:
            break
        item = layout.paragraphs[index]
        lines.extend(_issuer_parts(layout, item.start, item.end))
    bodies: list[Body] = []
    for text, start, end in lines:
        if names_body(fold(text)) or (bodies and _FACULTY.match(fold(text))):
            bodies.append(Body(text=text, start=start, end=end, rule="header.issuer_head"))
        elif bodies and is_capital(text) and start - bodies[-1].end < 220 and len(bodies[-1].text) < 120:
            previous = bodies.pop()
            bodies.append(Body(text=f"{previous.text} {text}", start=previous.start, end=end, rule=previous.rule))
    return [part for body in bodies for part in _apart(body)]


def _apart(body: Body) -> Iterator[Body]:
    """A body and the superior unit that its name runs into, the superior first.

    Both orders are written: "UBND XÃ HÒA AN / HUYỆN LỘC SƠN" and "UBND HUYỆN LỘC SƠN / XÃ HÒA AN".
    """
    units = head_units(body.text)
    if len({unit.level for unit in units}) < 2:
        yield body
        return
    own = min(units, key=lambda unit: _RANKS.index(unit.level))
    for unit in units:
        if unit is not own:
            yield replace(body, text=body.text[unit.start : unit.end])
    yield replace(body, text=body.text[: units[0].start] + body.text[own.start : own.end])


def _issuer_parts(layout: Layout, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What of a line of the head may name a body: without the national title, symbol, date and rules."""
    folded = layout.reading.folded
    cuts = [(match.start(), match.end()) for match in _NATIONAL.finditer(folded, start, end)]
    stop = _NOT_ISSUER.search(folded, start, end)
    if stop is not None:
        cuts.append((stop.start(), end))
    position = start
    for begin, close in [*sorted(cuts), (end, end)]:
        if begin > position:
            yield from _split_bodies(layout, position, begin)
        position = max(position, close)


def _split_bodies(layout: Layout, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    borders = [start, *(start + match.start() for match in _INNER.finditer(layout.reading.folded[start:end])), end]
    for begin, close in itertools.pairwise(borders):
        piece = layout.reading.flow[begin:close]
        text = piece.strip(" \t*|/-–_:.,")
        if len(text) >= 2 and any(char.isalpha() for char in text):
            offset = begin + piece.index(text)
            yield " ".join(text.split()), offset, offset + len(text)


def stated_bodies(layout: Layout, region: Region) -> Iterator[Body]:
    """The issuer where the head does not say it: from the act in the title or the line below it, else preamble,
    closing, signature; last from the line over an annex, which may be that of another's plan."""
    for source in (_from_title, _from_promulgation, from_preamble, _from_closing, from_signature, _from_annex):
        body = source(layout, region)
        if body is not None:
            yield body
            return


def _from_title(layout: Layout, region: Region) -> Body | None:
    cited = act_in_title(layout, region)
    if cited is None:
        return None
    text = squeeze(layout.reading.flow[cited.start("body") : cited.end("body")])
    return Body(text=text, start=cited.start("body"), end=cited.end("body"), rule="header.issuer_in_title")


def _from_promulgation(layout: Layout, region: Region) -> Body | None:
    return _from_line(layout, promulgated_by(layout, region))


def _from_annex(layout: Layout, region: Region) -> Body | None:
    code = type_code(layout, region)
    return _from_line(layout, named_by_annex(layout, region, code.value if code else None))


def _from_line(layout: Layout, line: tuple[int, int] | None) -> Body | None:
    span = issued_by(layout, line) if line is not None else None
    if span is None:
        return None
    text = squeeze(layout.reading.flow[slice(*span)])
    return Body(text=text[:1].upper() + text[1:], start=span[0], end=span[1], rule="header.issuer_attached")


def from_preamble(layout: Layout, region: Region) -> Body | None:
    """The body that issues the plan by a sentence of the preamble; None without one."""
    for index in range(region.body, min(region.body + 14, region.last)):
        item = layout.paragraphs[index]
        for match in ISSUING.finditer(layout.reading.folded, item.start, item.end):
            end = match.start()
            stops = [layout.reading.flow.rfind(mark, item.start, end) + 1 for mark in ";:"]
            body = _body_before(layout, max(item.start, end - 160, *stops), end, "header.issuer_preamble")
            # "Quyết định số … của Bộ Giáo dục và Đào tạo ban hành Kế hoạch …" is the act of another.
            if body is not None and not layout.reading.folded[item.start : body.start].rstrip().endswith("của"):
                return body
    return None


def _body_before(layout: Layout, start: int, end: int, rule: str) -> Body | None:
    """The body that ``[start, end)`` ends with: the last place from which it reads as a body's name."""
    flow, folded = layout.reading.flow, layout.reading.folded
    best = None
    for match in re.finditer(rf"(?<!\w)(?={UPPER})", flow[start:end]):
        offset = start + match.start()
        if names_body(folded[offset:end].strip()):
            apart = best is not None and "," in _COMMA_NAMES.sub("", folded[best:offset])
            best = offset if best is None or apart or COMMITTEE.match(folded, offset, end) else best
    if best is None or _ABOUT.search(folded, best, end) or "," in _COMMA_NAMES.sub("", folded[best:end]):
        return None
    text = flow[best:end].strip()
    if COMMITTEE.match(fold(text)) or len(text.split()) <= 14:
        return Body(text=" ".join(text.split()), start=best, end=best + len(text), rule=rule)
    return None


def _from_closing(layout: Layout, region: Region) -> Body | None:
    for index in range(region.end - 1, max(region.end - 5, region.body), -1):
        item = layout.paragraphs[index]
        match = _OF_ISSUER.search(layout.reading.folded, item.start, item.end)
        if match is not None:
            text = layout.reading.flow[match.start("who") : match.end("who")]
            unit = next(named_in(text), None)
            if unit is not None:
                end = match.start("who") + unit.end
                return Body(
                    text=" ".join(text[: unit.end].split()),
                    start=match.start("who"),
                    end=end,
                    rule="header.issuer_closing",
                )
    return None


def from_signature(layout: Layout, region: Region) -> Body | None:
    """The body for which the document is signed ("TM. ỦY BAN NHÂN DÂN XÃ …"); None where none is written."""
    if region.signature is None:
        return None
    item = layout.paragraphs[region.signature]
    match = _SIGNED_FOR.search(layout.reading.folded, item.start, item.end)
    if match is None:
        return None
    text = layout.reading.flow[match.start("who") : match.end("who")]
    if body_word(fold(text)) is None:
        return None
    return Body(
        text=" ".join(text.split()), start=match.start("who"), end=match.end("who"), rule="header.issuer_signature"
    )
