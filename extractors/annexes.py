"""The annexes of a document: those that stand in the file and those that it only refers to."""

import re
from collections.abc import Iterator

from extractors.markers import roman_value
from extractors.outline import annex_title
from extractors.outline_regions import Region, RegionKind
from extractors.outline_zones import Layout, layout_of
from extractors.reading import Reading
from schema.plan import Annex

_NUMBERS = r"(?:[ivxl]{1,5}|\d{1,2}[a-z]?|[a-h])(?!\w|\.\d)"
_LABELLED = re.compile(
    rf"(?<!\w)(?:các\s++)?phụ\s++lục\s++(?:số\s++)?(?P<numbers>{_NUMBERS}(?:\s*+(?:,|và|;|-|"
    rf"–)\s*+(?:phụ\s++lục\s++)?{_NUMBERS})*)"
)
_UNLABELLED = re.compile(
    r"(?<!\w)(?P<label>các\s++phụ\s++lục|phụ\s++lục|đề\s++cương|danh\s++mục|biểu\s++mẫu|các\s++biểu\s++mẫu|biểu|"
    r"bảng\s++phân\s++công|bảng|mẫu|lịch|danh\s++sách|phiếu)"
    r"(?P<rest>(?:(?!phụ\s++lục)[^.;:()\n]){0,70}?)\s*+(?:đính\s++kèm|kèm\s++theo|"
    r"gửi\s++kèm)(?!\w)(?P<after>[^.;\n]{0,30})"
)
_DETAIL = re.compile(
    r"\((?:chi\s++tiết|cụ\s++thể|có|theo|xem)[^()\n]{0,30}?(?P<label>phụ\s++lục|đề\s++cương|biểu\s++mẫu|"
    r"danh\s++mục)(?P<after>[^()\n]{0,60})\)"
)
_FOREIGN = re.compile(
    r"[^.;\n]{0,40}?(?:ban\s++hành\s++)?(?:kèm\s++theo|của|tại|theo)\s++(?:nghị|thông|quyết\s++định\s++số|"
    r"quyết\s++định\s++\d|luật|kế\s++hoạch\s++số|hướng\s++dẫn|công\s++văn|văn\s++bản\s++số)"
)
_FOREIGN_DIRECT = re.compile(r"\s*+,?\s*+(?:nghị\s++định|thông\s++tư|quyết\s++định\s++số|luật|hướng\s++dẫn\s++số)")
_OWN = re.compile(r"(?:kế\s++hoạch|quyết\s++định|văn\s++bản|chương\s++trình|đề\s++án)\s++này")


def annexes(reading: Reading) -> tuple[Annex, ...]:
    """Annexes in the order of the text: each in the file, and each referred to that is not (``present`` False)."""
    if not reading.paragraphs:
        return ()
    layout = layout_of(reading)
    regions = layout.regions
    present = [region for region in regions if region.kind is RegionKind.ANNEX]
    found = [_present(layout, region) for region in present]
    numbers = {number for region in present if (number := _number_of(layout, region)) is not None}
    kinds = {_kind(layout.folded(index)) for region in present for index in region.title}
    seen: set[str] = set()
    for region in regions:
        if region.kind is not RegionKind.ANNEX:
            found.extend(_absent(layout, region, numbers, kinds, len(present), seen))
    return tuple(sorted(found, key=lambda annex: annex.evidence.start))


def _present(layout: Layout, region: Region) -> Annex:
    match = layout.label(region.first)
    text = " ".join(layout.text(region.first).split())
    item = layout.paragraphs[region.title[-1] if len(region.title) < 4 else region.title[0]]
    title = annex_title(layout, region)
    if region.form is not None:
        label = region.form.mark
    elif match is None:
        label = text
        title = title[len(label) :].strip(" .:-–") if title and title.startswith(label) else title
    else:
        label = text[: match.start("rest")].strip(" .:-–")
    return Annex(
        label=_written(label),
        title=title or None,
        present=True,
        evidence=layout.reading.cite(layout.paragraphs[region.first].start, item.end),
    )


def _written(label: str) -> str:
    """ "PHỤ LỤC II" as it is cited: "Phụ lục II"."""
    match = re.match(r"phụ\s++lục", label.lower())
    return "Phụ lục" + label[match.end() :].replace(" SỐ ", " số ") if match else label


def _number_of(layout: Layout, region: Region) -> str | None:
    match = layout.label(region.first)
    return _value(match["number"]) if match and match["number"] else None


def _value(number: str) -> str:
    """The number of an annex so that "01", "1" and "I" are one."""
    number = number.lower()
    if number.isdigit():
        return str(int(number))
    value = roman_value(number) if set(number) <= set("ivxl") else 0
    return str(value) if value else number.lstrip("0")


def _kind(folded: str) -> str:
    for kind in ("phụ lục", "đề cương", "biểu mẫu", "danh mục", "bảng", "biểu", "mẫu", "lịch", "danh sách", "phiếu"):
        if kind in folded:
            return kind
    return folded[:20]


def _absent(
    layout: Layout, region: Region, numbers: set[str], kinds: set[str], count: int, seen: set[str]
) -> Iterator[Annex]:
    reading = layout.reading
    start = layout.paragraphs[region.body].start if region.body < region.last else layout.paragraphs[region.first].start
    end = layout.paragraphs[region.end - 1].end if region.end > region.first else start
    for match in _LABELLED.finditer(reading.folded, start, end):
        if _is_foreign(reading, match.end(), end):
            continue
        for number in re.finditer(rf"(?<!\w){_NUMBERS}", match["numbers"]):
            value = _value(number.group())
            written = reading.flow[match.start("numbers") + number.start() : match.start("numbers") + number.end()]
            if (
                value in numbers
                or value in seen
                or (written.isalpha() and written.islower() and value not in "abcdefgh")
            ):
                continue
            seen.add(value)
            yield Annex(
                label=f"Phụ lục {written}", title=None, present=False, evidence=reading.cite(match.start(), match.end())
            )
    for pattern in (_UNLABELLED, _DETAIL):
        for match in pattern.finditer(reading.folded, start, end):
            kind = _kind(match["label"])
            after = match["after"]
            if kind in seen or kind in kinds or (count and kind != "phụ lục") or (seen and kind == "phụ lục"):
                continue
            if _LABELLED.match(reading.folded, match.start("label"), end) or _foreign_after(after):
                continue
            seen.add(kind)
            label = " ".join(reading.flow[match.start("label") : match.end("label")].split())
            label = re.sub(r"^các\s++", "", label, flags=re.IGNORECASE)
            yield Annex(
                label=label[:1].upper() + label[1:],
                title=None,
                present=False,
                evidence=reading.cite(match.start(), match.end()),
            )


def _foreign_after(after: str) -> bool:
    return bool(re.match(r"\s*+(?:nghị|thông tư|quyết định số|luật|kế hoạch số|công văn|hướng dẫn số)", after))


def _is_foreign(reading: Reading, end: int, stop: int) -> bool:
    """Whether the annex named before ``end`` belongs to another document."""
    limit = min(end + 110, stop)
    if _OWN.search(reading.folded, end, min(end + 60, stop)):
        return False
    return bool(_FOREIGN.match(reading.folded, end, limit) or _FOREIGN_DIRECT.match(reading.folded, end, limit))
