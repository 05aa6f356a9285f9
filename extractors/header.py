"""The header of a document (contract §3): every field with its evidence and rule, None where the text states nothing.

Where a file holds a decision and the plan that it promulgates, the header is the decision's: type, symbol, date, title,
signer and recipients belong to the act that puts the plan in force; kind and years are the plan's. A plan with a head
and a number of its own is an act of its own: then the whole header is the plan's.
"""

from dataclasses import replace

from extractors.header_attached import named_by_annex, promulgated_by
from extractors.header_card import card_signer
from extractors.header_ending import recipients, signature
from extractors.header_issuer import Issuer, find_issuer
from extractors.header_symbol import Symbol, find_date, find_place, find_symbol
from extractors.header_title import (
    act_in_title,
    assessed_year,
    plan_kind,
    plan_year,
    title,
    type_code,
    type_of_symbol,
)
from extractors.outline_regions import Region, RegionKind
from extractors.outline_zones import Layout, layout_of
from extractors.reading import Reading
from schema.plan import Found, Header
from schema.text import bare

_TWO_TIERS = "2025-07"


def header(reading: Reading) -> Header:
    """The Header of ``reading``; an empty one for a text without paragraphs."""
    if reading.header is None:
        reading.header = _read(reading)
    return reading.header


def _read(reading: Reading) -> Header:
    if not reading.paragraphs:
        return Header()
    layout = layout_of(reading)
    regions = layout.regions
    plan = next(item for item in regions if item.kind is RegionKind.MAIN)
    numbered = plan.type_line is not None and plan.first < plan.type_line
    return _header(layout, plan if numbered else regions[0], plan)


def _header(layout: Layout, region: Region, plan: Region) -> Header:
    kind_of_document = type_code(layout, region)
    symbol = _symbol(layout, region, kind_of_document)
    if kind_of_document is None and symbol is not None:
        kind_of_document = type_of_symbol(layout.reading, symbol.symbol)
    date, place = _date_and_place(layout, region, kind_of_document)
    issuer = _spelled(find_issuer(layout, region), place)
    signed = signature(layout, region)
    kind = plan_kind(layout, plan) or plan_kind(layout, region)
    assessed = assessed_year(layout, plan, kind.value if kind else None)
    return Header(
        type_code=kind_of_document,
        title=title(layout, region),
        symbol=symbol.symbol if symbol else None,
        number=symbol.number if symbol else None,
        place=place,
        date=date,
        issuer=issuer.issuer,
        issuer_level=issuer.level,
        unit_kind=issuer.unit_kind,
        unit_name=issuer.unit_name,
        district=None if _has_no_district(issuer, date) else issuer.district,
        province=issuer.province,
        plan_kind=kind,
        plan_year=plan_year(layout, plan, kind.value if kind else None, assessed.value if assessed else None, date),
        assessed_year=assessed,
        signer=signed.signer or card_signer(layout, region),
        signer_title=signed.title,
        signing_capacity=signed.capacity,
        recipients=recipients(layout, region),
    )


def _spelled(issuer: Issuer, place: Found[str] | None) -> Issuer:
    """``issuer`` with the marks of the place before the date, where a recognition lost all of them in its capitals."""
    name = issuer.unit_name
    if name is None or place is None or not name.value.isascii() or place.value.isascii():
        return issuer
    if bare(name.value) != bare(place.value):
        return issuer
    body = issuer.issuer
    whole = replace(body, value=body.value.replace(name.value, place.value)) if body is not None else None
    return replace(issuer, unit_name=replace(name, value=place.value), issuer=whole)


def _has_no_district(issuer: Issuer, date: Found[str] | None) -> bool:
    """Whether the commune stands under its province: since 1 July 2025 there are no districts, and a text that names
    one means the former district."""
    if issuer.unit_kind is None:
        return False
    return issuer.unit_kind.value == "đặc khu" or (date is not None and date.value >= _TWO_TIERS)


def _head_end(layout: Layout, region: Region) -> int:
    """Where the part of the head ends that stands before type and title (the whole head without a type line)."""
    index = region.type_line if region.type_line is not None else region.body
    return layout.paragraphs[index].start if index < len(layout.paragraphs) else len(layout.reading.text)


def _symbol(layout: Layout, region: Region, code: Found[str] | None) -> Symbol | None:
    reading = layout.reading
    start = layout.paragraphs[region.first].start
    found = find_symbol(reading, start, _head_end(layout, region), "header.symbol", code.value if code else None)
    if found is None:
        found = _symbol_after_type(layout, region)
    cited = act_in_title(layout, region)
    if found is None and cited is not None:
        found = find_symbol(reading, cited.end("body"), cited.end(), "header.symbol_in_title")
    if found is not None:
        return found
    line = named_by_annex(layout, region, code.value if code else None)
    if line is not None:
        return find_symbol(reading, line[0], line[1], "header.symbol_annex_line")
    line = promulgated_by(layout, region)
    return find_symbol(reading, line[0], line[1], "header.symbol_promulgated_by") if line else None


def _symbol_after_type(layout: Layout, region: Region) -> Symbol | None:
    """A line "Số: …" between type line and body."""
    if region.type_line is None:
        return None
    for index in range(region.type_line + 1, min(region.body, len(layout.paragraphs))):
        if index not in region.title and layout.folded(index).startswith(("số", "sô")):
            item = layout.paragraphs[index]
            return find_symbol(layout.reading, item.start, item.end, "header.symbol")
    return None


def _date_and_place(
    layout: Layout, region: Region, code: Found[str] | None
) -> tuple[Found[str] | None, Found[str] | None]:
    reading = layout.reading
    for index in _date_lines(layout, region):
        item = layout.paragraphs[index]
        found = find_date(reading, item.start, item.end, "header.date")
        if found is None:
            continue
        date, at = found
        place = find_place(reading, item.start, at)
        if place is None and index > region.first and layout.text(index - 1).endswith(","):
            place = find_place(reading, layout.paragraphs[index - 1].start, at)
        return date, place
    cited = act_in_title(layout, region)
    in_title = find_date(reading, cited.end("body"), cited.end(), "header.date_in_title") if cited else None
    return in_title[0] if in_title else _told_date(layout, region, code), None


def _date_lines(layout: Layout, region: Region) -> list[int]:
    """The paragraphs that may hold the date: the head, then the lines just before the signature."""
    last = region.type_line if region.type_line is not None else region.body
    lines = [index for index in range(region.first, min(last, region.last)) if "căn cứ" not in layout.folded(index)[:8]]
    if region.type_line is not None:
        between = range(region.type_line + 1, region.body)
        lines += [index for index in between if index not in region.title and not layout.folded(index).startswith("(")]
    end = region.signature if region.signature is not None else region.recipients
    if end is not None:
        lines += [
            index for index in range(max(region.body, end - 3), min(end + 3, region.last)) if _dated_line(layout, index)
        ]
    return lines


def _dated_line(layout: Layout, index: int) -> bool:
    """Whether the paragraph is but a place and a date."""
    folded = layout.folded(index)
    return (
        len(folded) < 70
        and ", ngày" in folded.replace(" ,", ",")
        and "tháng" in folded
        and not layout.paragraphs[index].bullet
    )


def _told_date(layout: Layout, region: Region, code: Found[str] | None) -> Found[str] | None:
    """The date in the line of an annex that names the document, else in the line that tells what promulgates it."""
    annex, line = named_by_annex(layout, region, code.value if code else None), promulgated_by(layout, region)
    for span, rule in ((annex, "header.date_annex_line"), (line, "header.date_promulgated_by")):
        found = find_date(layout.reading, *span, rule) if span is not None else None
        if found is not None:
            return found[0]
    return None
