"""Who signed, in which capacity, and who receives the document: the last lines of a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.outline_regions import Region
from extractors.outline_zones import Layout
from extractors.reading import Reading
from extractors.signing import NAME, STAMP, capacity, capacity_of, post
from extractors.typed_columns import WIDE_GAP, Span
from schema.letters import UPPER, is_capital
from schema.plan import Found, Recipient
from schema.text import fold, squeeze

_CAPITAL_NAME = re.compile(rf"{UPPER}{{2,}}(?:\s++{UPPER}+){{1,4}}")
_BULLETS = "-+*•–—·▪■●○. "
_PURPOSE = re.compile(
    r"\(\s*+(?:để\s++)?(?P<purpose>b\s?/\s?c|p\s?/\s?h|t\s?/\s?h|c\s?/\s?đ|báo cáo|phối hợp(?: thực hiện)?|"
    r"thực hiện|chỉ đạo|biết|theo dõi|"
    r"đăng tải|đăng|kiểm tra|giám sát|tổng hợp|đôn đốc|th|bc|ph|[a-zà-ỹ]+ và [a-zà-ỹ]+)(?!\w)\s*+\)?"
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
_CHANNEL = re.compile(r"(?:gửi |bản )[^;]{0,40}:?$|.{0,60}:$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Name, title and capacity of the signer, each where it is written; None where it is not."""

    signer: Found[str] | None = None
    title: Found[str] | None = None
    capacity: Found[str] | None = None


def signature(layout: Layout, region: Region) -> Signature:
    """The signature of ``region``; all None where the text has none."""
    reading = layout.reading
    lines = list(_lines(layout, region))
    if not lines:
        return Signature()
    title = _title(reading, lines)
    after = title.evidence.end if title else lines[0][0]
    rest = [(max(start, after), end) for start, end in lines if end > after]
    return Signature(signer=_signer(reading, rest), title=title, capacity=_capacity(reading, lines))


def _lines(layout: Layout, region: Region) -> Iterator[Span]:
    """The lines of the signature: those of the right column, or its paragraphs."""
    if region.columns is not None:
        yield from region.columns.right
    elif region.signature is not None and region.signature_end is not None:
        for index in range(region.signature, region.signature_end):
            item = layout.paragraphs[index]
            if index != region.recipients and not item.bullet:
                yield _at_right(layout, index), item.end


def _at_right(layout: Layout, index: int) -> int:
    """Where the line's words at the right begin: of two who sign side by side, the body that leads does so there."""
    item, text = layout.paragraphs[index], layout.reading.flow
    gaps = list(WIDE_GAP.finditer(text, item.start, item.end))
    folded = layout.reading.folded
    posts = gaps and post().fullmatch(folded, item.start, gaps[0].start()) and post().match(folded, gaps[-1].end())
    beside = bool(gaps) and (layout.is_name(index) or posts)  # no "GIÁM ĐỐC" with the name behind it
    return gaps[-1].end() if beside else item.start


def _capacities(reading: Reading, lines: list[Span]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each capacity written, with the number of its line."""
    for number, (start, end) in enumerate(lines):
        for match in capacity().finditer(reading.folded, start, end):
            if reading.flow[match.start()].isupper():
                yield number, match


def _capacity(reading: Reading, lines: list[Span]) -> Found[str] | None:
    """ "KT." where the signer signs for another, else "TM.", "TL.", "TUQ.", "Q."; None where nothing is written."""
    found = list(_capacities(reading, lines))
    if not found:
        return None
    number, best = max(found, key=lambda item: (_WEIGHT[capacity_of(item[1])], -item[1].start()))
    evidence = reading.cite(best.start(), lines[number][1])
    return Found(value=capacity_of(best), evidence=evidence, rule="header.capacity")


_WEIGHT = {"TM.": 1, "Q.": 2, "TL.": 3, "TUQ.": 4, "KT.": 5}


def _title(reading: Reading, lines: list[Span]) -> Found[str] | None:
    """The title of the signer: the last one written in capitals before the name (after "KT. CHỦ TỊCH": the deputy)."""
    found = [
        (number, match)
        for number, (start, end) in enumerate(lines)
        for match in post().finditer(reading.folded, start, end)
        if is_capital(reading.flow[match.start() : match.end()]) or (match.start(), match.end()) == (start, end)
    ]
    if not found:
        return None
    own = _own_title(found, list(_capacities(reading, lines)))
    if own is None:
        return None
    number, best = own
    stop = _title_end(reading, best, lines[number][1])
    value = squeeze(reading.flow[best.start() : stop])
    return Found(value=value, evidence=reading.cite(best.start(), stop), rule="header.signer_title")


def _own_title(
    found: list[tuple[int, re.Match[str]]], capacities: list[tuple[int, re.Match[str]]]
) -> tuple[int, re.Match[str]] | None:
    """Of the titles written, that of the signer: below "KT. …", "TL. …", else the first; None where it is lost."""
    for_others = [item for item in capacities if capacity_of(item[1]) in ("KT.", "TL.", "TUQ.")]
    if not for_others:
        return found[0]
    line, last = for_others[-1]
    below = [item for item in found if item[0] > line]
    if below:
        return below[0]
    after = [item for item in found if item[1].start() > last.end() + 1]
    if after:
        return after[-1]
    apart = [item for item in found if not any(0 <= item[1].start() - one.end() <= 1 for _, one in for_others)]
    return apart[-1] if apart else None


def _title_end(reading: Reading, match: re.Match[str], end: int) -> int:
    """The title with the words in capitals that go on with it on its line ("TRƯỞNG PHÒNG NỘI VỤ")."""
    stop = match.end()
    for word in re.finditer(r"\S+", reading.flow[match.end() : end]):
        at = match.end() + word.start()
        begins_another = post().match(reading.folded, at, end) or capacity().match(reading.folded, at, end)
        if not word.group().isupper() or begins_another:
            break
        stop = match.end() + word.end()
    return stop


def _signer(reading: Reading, lines: list[Span]) -> Found[str] | None:
    for start, end in lines:
        match = NAME.search(reading.flow[start:end])
        if match is None or STAMP.search(reading.folded, start, end):
            continue
        value = squeeze(match["name"])
        if not is_capital(value):
            begin = start + match.start("name")
            evidence = reading.cite(begin, begin + len(match["name"]))
            return Found(value=value, evidence=evidence, rule="header.signer_name")
    return _capital_signer(reading, lines)


def _capital_signer(reading: Reading, lines: list[Span]) -> Found[str] | None:
    """A name written in capitals: the last line of the signature that is neither title nor body."""
    for start, end in reversed(lines):
        text = reading.flow[start:end].strip()
        known = post().search(reading.folded, start, end) or capacity().match(reading.folded, start, end)
        if not known and _CAPITAL_NAME.fullmatch(text) and len(text.split()) <= 5:
            value = " ".join(word.capitalize() for word in text.split())
            return Found(value=value, evidence=reading.cite(start, end), rule="header.signer_capitals")
    return None


def recipients(layout: Layout, region: Region) -> tuple[Recipient, ...]:
    """The recipients of ``region`` in order, each with its purpose where one is written."""
    if region.recipients is None:
        return ()
    columns = region.columns
    items = columns.left if columns is not None else _recipient_paragraphs(layout, region, region.recipients)
    found = [_recipient(layout.reading, spans) for item in items for spans in _pieces(layout.reading, item)]
    return tuple(_with_brace([made for made in found if made is not None]))


def _recipient_paragraphs(layout: Layout, region: Region, first: int) -> Iterator[list[Span]]:
    last = region.last
    if region.signature is not None and region.signature > first:
        last = region.signature
    elif region.signature_end is not None and region.signature is None:
        last = max(region.signature_end, first + 1)
    for index in range(first, last):
        item = layout.paragraphs[index]
        named = layout.is_name(index) or STAMP.search(layout.folded(index))
        if index == first or item.bullet or not named:
            yield [(item.start, item.end)]


def _pieces(reading: Reading, item: list[Span]) -> Iterator[list[Span]]:
    """The recipients of an item: its first line may hold "Nơi nhận:" and several after each other."""
    (start, end), *more = item
    head = re.match(r"\s*+nơi\s++nhận\s*+[:;.]?\s*+", reading.folded[start:end])
    begin = origin = start + head.end() if head else start
    for match in re.finditer(r"(?<=[;.:])\s++[-–+•]\s*+(?=\S)", reading.flow[origin:end]):
        yield [(begin, origin + match.start())]
        begin = origin + match.end()
    yield [(begin, end), *more]


def _recipient(reading: Reading, spans: list[Span]) -> tuple[Recipient, bool] | None:
    """A recipient, and whether its purpose stands apart from it in a column beside the list."""
    text = " ".join(reading.text[start:end].replace("\n", " ") for start, end in spans)
    bare_start = len(text) - len(text.lstrip(_BULLETS))
    text, folded = text[bare_start:], fold(text[bare_start:])
    is_title = is_capital(text[:6]) and post().match(folded)
    if not any(map(str.isalpha, text)) or text.strip().startswith("(") or is_title:
        return None
    purposes = [] if folded.startswith("lưu") else list(_PURPOSE.finditer(folded))
    purpose = purposes[-1] if purposes else None
    before = text[: purpose.start()] if purpose else text
    core = squeeze(before).rstrip(" ;.,:")
    if not core or _CHANNEL.fullmatch(folded.strip()) or len(core) > 300:
        return None
    value = re.sub(r"\s?/\s?", "/", purpose["purpose"]) if purpose else None
    start = spans[0][0] + bare_start
    recipient = Recipient(
        text=core, purpose=_PURPOSES.get(value, value) if value else None, evidence=reading.cite(start, spans[-1][1])
    )
    return recipient, purpose is not None and WIDE_GAP.search(before) is not None


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
