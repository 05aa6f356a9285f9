"""Who issued the document: from the head, else from preamble, closing, signature or title.

``unit_kind`` and ``unit_name`` are those of a commune (xã, phường, thị trấn, đặc khu) that issued the document or whose
department did; ``district`` is the issuer's own or its superior where the text names it; ``province`` where stated.
Schools, hospitals and enterprises have the level "other"; the Party, the Front and unions that of their unit.
"""

import re
from dataclasses import dataclass, replace

from extractors.header_bodies import (
    COMMITTEE,
    ISSUING,
    Body,
    from_preamble,
    from_signature,
    head_bodies,
    stated_bodies,
)
from extractors.header_places import (
    CITY,
    COMMUNE_KINDS,
    NamedUnit,
    body_word,
    department_provinces,
    is_district,
    is_province,
    level_of,
    most_named,
    named_in,
    named_units,
    normal_kind,
    proper,
    provinces,
    title_case,
    unit_in,
)
from extractors.header_symbol import find_date, find_place
from extractors.header_title import title_span
from extractors.outline_regions import Region
from extractors.outline_zones import Layout
from extractors.tolerant import tolerant
from schema.letters import UPPER, is_capital
from schema.plan import Found, IssuerLevel
from schema.text import bare, fold

# A department that stands below a ministry and is named after no province: "BỘ TÀI CHÍNH" / "CỤC THUẾ".
_OF_MINISTRY, _MINISTRY = re.compile(r"(?:cục|vụ|viện)(?!\w)"), re.compile(r"bộ\s")
_GENERIC_UNIT = re.compile(
    r"(?:ủy ban nhân dân|ubnd)\s++(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)(?!\w)"
)
_CAPITAL_UNIT = re.compile(
    rf"(?<!\w)(?P<kind>XÃ(?!\s++HỘI\s++CHỦ)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|"
    rf"TỈNH)\s++(?P<name>{UPPER}+(?:\s++(?!NĂM|GIAI|ĐẾN|TRONG|VỀ|THEO|VÀ|CỦA)"
    rf"{UPPER}+){{0,3}})"
)
_FRONT = re.compile(r"(?:ủy\s++ban\s++|ub)?(?:mttq|mặt\s++trận)")
_URBAN_DISTRICT = re.compile(r"(?:ủy\s++ban\s++nhân\s++dân|ubnd)\s++(?:các\s++)?quận(?!\w)")
_STANDING_BOARD = re.compile(r"ban\s++thường\s++trực\s++\Z")
# An education office is a district's, whose kind its short name leaves out: "PHÒNG GD&ĐT HÀM YÊN".
_SCHOOL_OFFICE = re.compile(
    rf"PHÒNG (?:GD ?(?:&|-|VÀ)? ?ĐT|GIÁO DỤC(?: VÀ | ?[-–] ?)ĐÀO TẠO|GIÁO DỤC) (?P<name>{UPPER}+(?: {UPPER}+){{0,3}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The issuer and what follows from it; None for each value that the document does not state."""

    issuer: Found[str] | None = None
    level: Found[IssuerLevel] | None = None
    unit_kind: Found[str] | None = None
    unit_name: Found[str] | None = None
    district: Found[str] | None = None
    province: Found[str] | None = None


def find_issuer(layout: Layout, region: Region) -> Issuer:
    """The issuer of ``region`` with level and units."""
    bodies = head_bodies(layout, region)
    if region.type_line is None or not bodies:
        bodies = bodies or list(stated_bodies(layout, region))
    units = named_units(layout.reading)
    if not bodies:
        return _places(layout, None, None, [], units)
    body = bodies[-1]
    superior = bodies[:-1]
    return _issuer(layout, region, body, superior, units)


def _issuer(layout: Layout, region: Region, body: Body, superior: list[Body], units: list[NamedUnit]) -> Issuer:
    committee = COMMITTEE.match(fold(body.text)) is not None
    unit = _own_unit(layout, region, body, units) if committee else _unit_of(body)
    standing = unit or next((found for found in map(_unit_of, reversed(superior)) if found is not None), None)
    name = _canonical(layout, body, unit) if committee else _in_full(layout, region, body, superior, units)
    if _acts_by_standing_board(layout, region, body):
        name = f"Ban Thường trực {name}"
    if fold(name) == "văn phòng" and superior:
        name = f"{name} {_canonical(layout, superior[-1], _unit_of(superior[-1]))}"
    evidence = layout.reading.cite(body.start, body.end)
    if committee and unit is None:
        places, unnamed = _places(layout, None, None, superior, units), _level_unnamed(layout, body)
        level_only = Found(value=unnamed, evidence=evidence, rule="header.level", inferred=True) if unnamed else None
        return replace(places, level=level_only)
    level = _level(body, standing, superior)
    found = Found(
        value=name,
        evidence=evidence,
        rule=body.rule,
        inferred=committee and unit is not None and fold(unit[1]) not in fold(body.text),
    )
    places = _places(layout, standing, level, superior, units)
    return Issuer(
        issuer=found,
        level=Found(value=level, evidence=evidence, rule="header.level", inferred=True),
        unit_kind=places.unit_kind,
        unit_name=places.unit_name,
        district=places.district,
        province=places.province,
    )


def _level_unnamed(layout: Layout, body: Body) -> IssuerLevel | None:
    """The level of a committee whose unit is not named ("UBND tỉnh"); a city with urban districts ranks as one."""
    kind = _kind_of(body)
    if kind == CITY:
        return IssuerLevel.PROVINCE if _URBAN_DISTRICT.search(layout.reading.folded) else None
    return level_of(kind, "") if kind else None


def _acts_by_standing_board(layout: Layout, region: Region, body: Body) -> bool:
    """Whether the body is a committee of the Front whose standing board issues: "BAN THƯỜNG TRỰC" stands below it."""
    if _FRONT.match(fold(body.text)) is None:
        return False
    last = region.type_line if region.type_line is not None else region.body
    written = any(layout.folded(index).endswith("ban thường trực") for index in range(region.first, last))
    return written or _STANDING_BOARD.search(layout.reading.folded, max(0, body.start - 40), body.start) is not None


def _unit_of(body: Body) -> tuple[str, str] | None:
    return unit_in(body.text)


def _own_unit(layout: Layout, region: Region, body: Body, units: list[NamedUnit]) -> tuple[str, str] | None:
    """Kind and name of the unit whose committee ``body`` is; where the name is not written there, from the text."""
    unit = unit_in(body.text)
    if unit is not None:
        mixed = _mixed_spelling(unit, units)
        return unit[0], mixed or unit[1]
    kind = _kind_of(body) or _kind_of(from_preamble(layout, region)) or _kind_of(from_signature(layout, region))
    kinds = (kind,) if kind else COMMUNE_KINDS
    title = (
        range(layout.paragraphs[region.title[0]].start, layout.paragraphs[region.title[-1]].end)
        if region.title
        else range(0)
    )
    named = _named_in_capitals(layout, region, kinds)
    own = [item for item in units if item.kind in kinds]
    in_title = [item for item in own if item.start in title]
    best = most_named(in_title) or most_named([item for item in own if _belongs(layout, item)])
    if best is not None:
        return best.kind, best.name
    if named is not None:
        return named
    best = most_named(own) if kind else None
    if best is not None:
        return best.kind, best.name
    return _by_place(layout, region, kind) if kind else _in_title_and_place(layout, region)


def _kind_of(body: Body | None) -> str | None:
    """The kind of unit that a committee is named after without the unit's name ("UBND xã")."""
    generic = _GENERIC_UNIT.search(fold(body.text)) if body else None
    return " ".join(generic.group(1).split()) if generic else None


def _named_in_capitals(layout: Layout, region: Region, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """The unit that a line in capitals of the head names ("ỦY BAN NHÂN DÂN TỈNH …", "… TRÊN ĐỊA BÀN TỈNH …")."""
    for index in range(region.first, min(region.body, region.last)):
        text = layout.text(index)
        if not is_capital(text[:60]):
            continue
        for match in _CAPITAL_UNIT.finditer(" ".join(text.split())):
            kind = normal_kind(match["kind"])
            if kind in kinds or (kinds is COMMUNE_KINDS and re.match(r"(?:CHỦ TỊCH )?[ỦU][YỶ] BAN", text)):
                return kind, title_case(match["name"].strip())
    return None


def _in_title_and_place(layout: Layout, region: Region) -> tuple[str, str] | None:
    """The unit of a committee whose second line is lost: named in the title and again as the place before the date."""
    place = _place(layout, region)
    span = title_span(layout, region)
    if place is None or span is None:
        return None
    text = " ".join(layout.reading.flow[slice(*span)].split())
    capitals = [(normal_kind(match["kind"]), match["name"].strip()) for match in _CAPITAL_UNIT.finditer(text)]
    written = [(unit.kind, unit.name) for unit in named_in(text)]
    return next(((kind, place) for kind, name in [*capitals, *written] if fold(name) == fold(place)), None)


def _by_place(layout: Layout, region: Region, kind: str) -> tuple[str, str] | None:
    """A unit named after the place before the date, where kind and place fit: "UBND tỉnh" and "Lạng Sơn, ngày …"."""
    place = _place(layout, region)
    return (kind, place) if place is not None and (kind != "tỉnh" or fold(place) in provinces()) else None


def _place(layout: Layout, region: Region) -> str | None:
    """The place before the date in the head; None where none is written."""
    last = region.type_line if region.type_line is not None else region.body
    for index in range(region.first, min(last, region.last)):
        item = layout.paragraphs[index]
        found = find_date(layout.reading, item.start, item.end, "header.date")
        place = find_place(layout.reading, item.start, found[1]) if found else None
        if place is not None:
            return place.value
    return None


def _belongs(layout: Layout, unit: NamedUnit) -> bool:
    """Whether "UBND" or a post of it stands before the unit's name."""
    before = layout.reading.folded[max(0, unit.start - 32) : unit.start]
    return re.search(r"(?:ubnd|ủy\s++ban\s++nhân\s++dân|trên\s++địa\s++bàn|của)\s*+$", before) is not None


def _mixed_spelling(unit: tuple[str, str], units: list[NamedUnit]) -> str | None:
    same = [item.name for item in units if item.kind == unit[0] and fold(item.name) == fold(unit[1])]
    return same[0] if same else None


def _canonical(layout: Layout, body: Body, unit: tuple[str, str] | None) -> str:
    if unit is None:
        return proper(body.text)
    if re.match(r"(?:hội đồng nhân dân|hđnd)", fold(body.text)):
        return f"HĐND {unit[0]} {unit[1]}"
    chair = "Chủ tịch UBND" if fold(body.text).startswith("chủ tịch") else "UBND"
    return f"{chair} {unit[0]} {unit[1]}"


def _spelled(layout: Layout, body: Body) -> str:
    """The body's name with the letters that the text itself uses for it elsewhere, else with those of the genre."""
    if not is_capital(body.text):
        return body.text
    for match in re.finditer(tolerant(body.text), layout.reading.folded):
        written = " ".join(layout.reading.flow[match.start() : match.end()].split())
        if not is_capital(written):
            return written[:1].upper() + written[1:]
    return proper(body.text)


def _in_full(layout: Layout, region: Region, body: Body, superior: list[Body], units: list[NamedUnit]) -> str:
    """The body's name, with its unit where the issuing sentence gives it ("Sở Nội vụ tỉnh Gia Lai ban hành …") or the
    text names the body in full with the province that stands above it.

    A district's office, of which the province has many, has its district from the committee above it.
    """
    name = _spelled(layout, body)
    if _unit_of(body) is not None:
        return name
    pattern = r"\s++".join(re.escape(word) for word in fold(body.text).split())
    for index in range(region.body, min(region.body + 14, region.last)):
        item = layout.paragraphs[index]
        if ISSUING.search(layout.reading.folded, item.start, item.end) is None:
            continue
        for match in re.finditer(rf"(?<!\w){pattern}\s++", layout.reading.folded[item.start : item.end]):
            unit = next((unit for unit in units if unit.start == item.start + match.end()), None)
            if unit is not None:
                return f"{name} {unit.kind} {unit.name}"
    return _with_province(layout, name, superior) or _with_district(layout, name, superior)


def _with_province(layout: Layout, name: str, superior: list[Body]) -> str | None:
    """The name with the province above the body, where the text calls it so: "… tại Sở Xây dựng tỉnh Gia Lai"."""
    standing = next((found for found in map(_unit_of, reversed(superior)) if found is not None), None)
    if standing is None or level_of(*standing) is not IssuerLevel.PROVINCE:
        return None
    in_full = f"{name} {standing[0]} {title_case(standing[1])}"
    return in_full if re.search(tolerant(in_full), layout.reading.folded) else None


def _with_district(layout: Layout, name: str, superior: list[Body]) -> str:
    """The name of a district's office with its district: in the words of the sentence that issues the plan where it
    leaves the kind out ("Phòng Nội vụ Lộc Sơn xây dựng …"), else with its kind."""
    standing = next((found for found in map(_unit_of, reversed(superior)) if found is not None), None)
    if standing is None or level_of(*standing) is not IssuerLevel.DISTRICT or not fold(name).startswith("phòng "):
        return name
    kind, district = standing[0], title_case(standing[1])
    words = r"\s++".join(map(re.escape, fold(f"{name} {district}").split()))
    without_kind = re.search(rf"(?<!\w){words}\s++(?:xây dựng|ban hành|triển khai)", layout.reading.folded)
    return f"{name} {district}" if without_kind else f"{name} {kind} {district}"


def _level(body: Body, unit: tuple[str, str] | None, superior: list[Body]) -> IssuerLevel:
    ranks = _OF_MINISTRY.match(fold(body.text)) is not None and any(_MINISTRY.match(fold(one.text)) for one in superior)
    if unit is None and ranks:
        return IssuerLevel.CENTRAL
    known = body_word(fold(body.text))
    level = known[1] if known else "unit"
    if level != "unit":
        return IssuerLevel(level)
    if unit is not None:
        return level_of(*unit)
    folded = fold(body.text)
    if "cấp tỉnh" in folded or folded.endswith(" tỉnh"):
        return IssuerLevel.PROVINCE
    return IssuerLevel.OTHER


def _places(
    layout: Layout,
    unit: tuple[str, str] | None,
    level: IssuerLevel | None,
    superior: list[Body],
    units: list[NamedUnit],
) -> Issuer:
    """Unit, district and province as far as the text names them."""
    kind_name = unit if unit is not None and unit[0] in COMMUNE_KINDS else None
    if level in (IssuerLevel.CENTRAL, IssuerLevel.PROVINCE):
        own = _found_unit(layout, unit, superior) if level is IssuerLevel.PROVINCE and unit else None
        if level is IssuerLevel.PROVINCE and own is None:
            own = _as_found(layout, most_named([item for item in units if is_province(item)]))
        return Issuer(province=own)
    own_district = unit is not None and level_of(*unit) is IssuerLevel.DISTRICT
    district = _found_unit(layout, unit, superior) if own_district else _superior_district(layout, superior)
    if district is None and not own_district:
        district = _as_found(layout, most_named([item for item in units if is_district(item)]))
    named = most_named([item for item in units if is_province(item)]) or most_named(
        department_provinces(layout.reading)
    )
    province = _superior_province(layout, superior) or _as_found(layout, named)
    if kind_name is None:
        return Issuer(district=district, province=province)
    return Issuer(
        unit_kind=_kind_found(layout, kind_name),
        unit_name=_found_unit(layout, kind_name, superior),
        district=district,
        province=province,
    )


def _as_found(layout: Layout, unit: NamedUnit | None) -> Found[str] | None:
    if unit is None:
        return None
    return Found(value=unit.name, evidence=layout.reading.cite(unit.start, unit.end), rule="header.named_unit")


def _mention(layout: Layout, unit: tuple[str, str]) -> tuple[int, int] | None:
    """Where the unit is written first, with its kind if possible; a recognition may have read its marks wrong."""
    name = r"\s++".join(re.escape(word) for word in fold(unit[1]).split())
    kind = r"\s++".join(map(re.escape, unit[0].split()))
    for pattern in (rf"(?<!\w){kind}\s++{name}(?!\w)", rf"(?<!\w){name}(?!\w)"):
        match = re.search(pattern, layout.reading.folded)
        if match:
            return match.start(), match.end()
    match = re.search(bare(rf"(?<!\w){kind}\s++{name}(?!\w)"), bare(layout.reading.folded))
    return match.span() if match else None


def _found_unit(layout: Layout, unit: tuple[str, str] | None, superior: list[Body]) -> Found[str] | None:
    place = _mention(layout, unit) if unit else None
    if unit is None or place is None:
        return None
    return Found(value=title_case(unit[1]), evidence=layout.reading.cite(*place), rule="header.unit")


def _kind_found(layout: Layout, unit: tuple[str, str]) -> Found[str] | None:
    place = _mention(layout, unit)
    return Found(value=unit[0], evidence=layout.reading.cite(*place), rule="header.unit") if place else None


def _superior_district(layout: Layout, superior: list[Body]) -> Found[str] | None:
    for body in reversed(superior):
        unit = unit_in(body.text)
        if unit is not None and level_of(*unit) is IssuerLevel.DISTRICT:
            return Found(
                value=title_case(unit[1]), evidence=layout.reading.cite(body.start, body.end), rule="header.superior"
            )
        office = _SCHOOL_OFFICE.fullmatch(" ".join(body.text.split()))
        if unit is None and office is not None:
            return Found(
                value=title_case(office["name"]),
                evidence=layout.reading.cite(body.start, body.end),
                rule="header.school_office",
            )
    return None


def _superior_province(layout: Layout, superior: list[Body]) -> Found[str] | None:
    for body in reversed(superior):
        unit = unit_in(body.text)
        if unit is not None and level_of(*unit) is IssuerLevel.PROVINCE:
            return Found(
                value=title_case(unit[1]), evidence=layout.reading.cite(body.start, body.end), rule="header.superior"
            )
    return None
