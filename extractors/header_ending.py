"""Who signed, in which capacity, and who receives the document: the last lines of a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.flow_breaks import is_capital
from extractors.letters import LOWER, UPPER
from extractors.outline_zones import Layout, Region
from extractors.reading import Reading
from schema.plan import Found, Recipient

_CAPACITY = re.compile(r"(?<!\w)(?P<mark>t\s?m|k\s?t|t\s?l|t\s?u\s?q|q)\s?[.,]\s?(?=[a-zà-ỹđ])")
_TITLE = re.compile(
    r"(?<!\w)(?:(?:quyền|phó|p\.|thường trực)\s*+)?(?:thủ tướng|bộ trưởng|thứ trưởng|chủ tịch|chủ nhiệm|"
    r"tổng giám đốc|giám đốc|hiệu trưởng|"
    r"trưởng ban|trưởng phòng|trưởng trạm|trưởng công an|trưởng khoa|trưởng đoàn|tổng cục trưởng|chi cục trưởng|"
    r"cục trưởng|vụ trưởng|"
    r"chánh văn phòng|chánh thanh tra|viện trưởng|phó bí thư thường trực|phó bí thư|bí thư|đội trưởng|"
    r"chỉ huy trưởng|tổng biên tập|"
    r"phó trưởng ban thường trực|phó trưởng ban|phó trưởng phòng|phó chánh văn phòng|"
    r"phó thủ tướng)(?:\s++thường trực)?(?!\w)"
)
_NAME = re.compile(rf"(?<!\w)(?P<name>{UPPER}{LOWER}*(?:\s++{UPPER}{LOWER}*){{1,5}})\s*+$")
_CAPITAL_NAME = re.compile(rf"{UPPER}{{2,}}(?:\s++{UPPER}+){{1,4}}")
_BULLETS = "-+*•–—·▪■●○ "
_PURPOSE = re.compile(
    r"\(\s*+(?:để\s++)?(?P<purpose>b\s?/\s?c|p\s?/\s?h|t\s?/\s?h|c\s?/\s?đ|báo cáo|phối hợp(?: thực hiện)?|"
    r"thực hiện|chỉ đạo|biết|theo dõi|"
    r"đăng tải|đăng|kiểm tra|giám sát|tổng hợp|đôn đốc|th|bc|ph|[a-zà-ỹ]+ và [a-zà-ỹ]+)\s*+\)?"
)
_PURPOSES = {
    "b/c": "báo cáo",
    "bc": "báo cáo",
    "p/h": "phối hợp",
    "ph": "phối hợp",
    "t/h": "thực hiện",
    "th": "thực hiện",
    "c/đ": "chỉ đạo",
}
_SIDE_COLUMN = re.compile(
    r"(?<=hận:)\s++(?=(?:TM|KT|TL|TUQ|Q)\s?\.|(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG |CHÁNH |"
    r"BỘ TRƯỞNG))|(?<!\s)\s{2,}(?=(?:TM|KT|TL|TUQ|Q)\s?\.)|(?<!\s)\s{3,}(?=(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|"
    r"HIỆU TRƯỞNG|TRƯỞNG |CHÁNH |BỘ TRƯỞNG|ỦY BAN|UỶ BAN))"
)
_CHANNEL = re.compile(r"(?:gửi |bản )[^;]{0,40}:?$|.{0,60}:$")
_STAMP = re.compile(r"người ký|thời gian ký|ngày ký|ký bởi|email|cơ quan:|đã ký")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Name, title and capacity of the signer, each where it is written; None where it is not."""

    signer: Found[str] | None = None
    title: Found[str] | None = None
    capacity: Found[str] | None = None


def signature(layout: Layout, region: Region) -> Signature:
    """The signature of ``region``; all None where the text has none."""
    if region.signature is None or region.signature_end is None:
        return _beside_recipients(layout, region)
    reading = layout.reading
    start = layout.paragraphs[region.signature].start
    end = layout.paragraphs[region.signature_end - 1].end
    stop = end
    if region.recipients is not None and region.signature < region.recipients < region.signature_end:
        stop = layout.paragraphs[region.recipients].start
    title = _title(reading, start, stop)
    after = title.evidence.end if title else start
    return Signature(signer=_signer(layout, region, after), title=title, capacity=_capacity(reading, start, stop))


def _beside_recipients(layout: Layout, region: Region) -> Signature:
    """A signature that stands in the lines of the recipients (two columns read line by line)."""
    if region.recipients is None:
        return Signature()
    reading = layout.reading
    start = layout.paragraphs[region.recipients].start
    last = min((region.signature_end or region.last) + 3, region.last)
    end = layout.paragraphs[last - 1].end
    first = _SIDE_COLUMN.search(reading.flow, start, end)
    if first is None:
        return Signature()
    return Signature(
        signer=_signer(layout, region, first.end()),
        title=_title(reading, first.start(), end),
        capacity=_capacity(reading, first.start(), end),
    )


def _capacity(reading: Reading, start: int, end: int) -> Found[str] | None:
    """ "KT." where the signer signs for another, else "TM.", "TL.", "TUQ.", "Q."; None where nothing is written."""
    found = [match for match in _CAPACITY.finditer(reading.folded, start, end) if reading.flow[match.start()].isupper()]
    if not found:
        return None
    best = max(found, key=lambda match: (_WEIGHT[_mark(match)], -match.start()))
    value = _mark(best).upper() + "."
    stop = reading.flow.find("\n", best.start(), end)
    return Found(value=value, evidence=reading.cite(best.start(), stop if stop > 0 else end), rule="header.capacity")


_WEIGHT = {"tm": 1, "q": 2, "tl": 3, "tuq": 4, "kt": 5}


def _mark(match: re.Match[str]) -> str:
    return match["mark"].replace(" ", "")


def _title(reading: Reading, start: int, end: int) -> Found[str] | None:
    """The title of the signer: the last one written in capitals before the name (after "KT. CHỦ TỊCH": the deputy)."""
    found = [
        match
        for match in _TITLE.finditer(reading.folded, start, end)
        if is_capital(reading.flow[match.start() : match.end()])
    ]
    if not found:
        return None
    best = _own_title(reading, found, start, end)
    stop = _title_end(reading, best, end)
    value = " ".join(reading.flow[best.start() : stop].split())
    return Found(value=value, evidence=reading.cite(best.start(), stop), rule="header.signer_title")


def _own_title(reading: Reading, found: list[re.Match[str]], start: int, end: int) -> re.Match[str]:
    """Of the titles written, that of the signer: below "KT. …", "TL. …", else the first."""
    for_others = [
        match for match in _CAPACITY.finditer(reading.folded, start, end) if _mark(match) in ("kt", "tl", "tuq")
    ]
    if not for_others:
        return found[0]
    line_end = reading.flow.find("\n", for_others[-1].start(), end)
    below = [match for match in found if line_end >= 0 and match.start() > line_end]
    if below:
        return below[0]
    after = [match for match in found if match.start() > for_others[-1].end() + 1]
    return after[-1] if after else found[-1]


def _title_end(reading: Reading, match: re.Match[str], end: int) -> int:
    """The title with the words in capitals that go on with it on its line ("TRƯỞNG PHÒNG NỘI VỤ")."""
    line_end = reading.flow.find("\n", match.end(), end)
    line_end = end if line_end < 0 else line_end
    stop = match.end()
    for word in re.finditer(r"\S+", reading.flow[match.end() : line_end]):
        text = word.group()
        begins_title = _TITLE.match(reading.folded, match.end() + word.start(), line_end)
        if not text.isupper() or begins_title or re.match(r"(?:KT|TM|TL|TUQ|Q)\.", text):
            break
        stop = match.end() + word.end()
    return stop


def _signer(layout: Layout, region: Region, after: int) -> Found[str] | None:
    last = region.signature_end or region.last
    last = last if region.signature is not None else last + 3
    first = region.signature if region.signature is not None else region.recipients or region.first
    candidates = [index for index in range(first, min(last, region.last)) if layout.paragraphs[index].end > after]
    for index in candidates:
        item = layout.paragraphs[index]
        start = max(item.start, after)
        text = layout.reading.flow[start : item.end]
        match = _NAME.search(text)
        if match is None or (item.bullet and not _SIDE_COLUMN.search(text) and "   " not in text):
            continue
        if _STAMP.search(layout.folded(index)):
            continue
        begin = start + match.start("name")
        value = " ".join(match["name"].split())
        if not is_capital(value):
            return Found(
                value=value, evidence=layout.reading.cite(begin, begin + len(match["name"])), rule="header.signer_name"
            )
    return _capital_signer(layout, candidates, after)


def _capital_signer(layout: Layout, candidates: list[int], after: int) -> Found[str] | None:
    """A name written in capitals: the last line of the signature that is neither title nor body."""
    for index in reversed(candidates):
        item = layout.paragraphs[index]
        text = layout.text(index)
        known = _TITLE.search(layout.folded(index)) or _CAPACITY.match(layout.folded(index)) or item.start < after
        if not known and _CAPITAL_NAME.fullmatch(text) and len(text.split()) <= 5:
            value = " ".join(word.capitalize() for word in text.split())
            return Found(value=value, evidence=layout.reading.cite(item.start, item.end), rule="header.signer_capitals")
    return None


def recipients(layout: Layout, region: Region) -> tuple[Recipient, ...]:
    """The recipients of ``region`` in order, each with its purpose where one is written."""
    if region.recipients is None:
        return ()
    reading = layout.reading
    start = layout.paragraphs[region.recipients].start
    last = region.last
    if region.signature is not None and region.signature > region.recipients:
        last = region.signature
    elif region.signature_end is not None and region.signature is None:
        last = max(region.signature_end, region.recipients + 1)
    found: list[tuple[Recipient, bool]] = []
    for index in range(region.recipients, last):
        item = layout.paragraphs[index]
        if (
            index > region.recipients
            and not item.bullet
            and (layout.is_name(index) or _STAMP.search(layout.folded(index)))
        ):
            continue
        for begin, end in _pieces(reading, max(item.start, start), item.end):
            made = _recipient(reading, begin, end)
            if made is not None:
                found.append(made)
    return tuple(_with_brace(found))


def _pieces(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The recipients on a line: it may hold "Nơi nhận:" and several items after each other."""
    head = re.match(r"\s*+nơi\s++nhận\s*+[:;.]?\s*+", reading.folded[start:end])
    begin = start + head.end() if head else start
    for match in re.finditer(r"(?<=[;.:])\s++[-–+•]\s*+(?=\S)", reading.flow[begin:end]):
        yield begin, start + (head.end() if head else 0) + match.start()
        begin = start + (head.end() if head else 0) + match.end()
    yield begin, end


def _recipient(reading: Reading, start: int, end: int) -> tuple[Recipient, bool] | None:
    """A recipient, and whether its purpose stands apart from it in a column beside the list."""
    side = _SIDE_COLUMN.search(reading.flow, start, end)
    end = side.start() if side else end
    while start < end and reading.flow[start] in _BULLETS:
        start += 1
    text = reading.flow[start:end]
    if (
        not any(char.isalpha() for char in text)
        or text.strip().startswith("(")
        or (is_capital(text[:6]) and _TITLE.match(fold_span(reading, start, end)))
    ):
        return None
    purposes = list(_PURPOSE.finditer(fold_span(reading, start, end)))
    purpose = purposes[-1] if purposes else None
    apart = False
    stop = end
    if purpose is not None:
        stop = start + purpose.start()
        apart = "   " in text[: purpose.start()][-4:] or "    " in text[: purpose.start()]
    core = reading.flow[start:stop].rstrip(" ;.,:")
    if not core or _CHANNEL.fullmatch(fold_span(reading, start, end).strip()) or len(core) > 300:
        return None
    value = purpose["purpose"].replace(" / ", "/").replace("/ ", "/").replace(" /", "/") if purpose else None
    return (
        Recipient(
            text=" ".join(core.split()),
            purpose=_PURPOSES.get(value, value) if value else None,
            evidence=reading.cite(start, min(end, max(stop, start + 1) if purpose is None else end)),
        ),
        apart,
    )


def fold_span(reading: Reading, start: int, end: int) -> str:
    """The folded text of a span."""
    return reading.folded[start:end]


def _with_brace(found: list[tuple[Recipient, bool]]) -> Iterator[Recipient]:
    """A purpose in a column beside the list stands at the middle of a brace: it covers as many below as above."""
    covered: dict[int, str] = {}
    for index, (item, apart) in enumerate(found):
        if apart and item.purpose:
            covered.update(dict.fromkeys(range(min(2 * index + 1, len(found))), item.purpose))
    for index, (item, _) in enumerate(found):
        if item.purpose is None and index in covered and not item.text.lower().startswith("lưu"):
            yield Recipient(text=item.text, purpose=covered[index], evidence=item.evidence)
        else:
            yield item
