"""Findings about the own unit: another unit's name or kind left in the text, other leftovers of a template."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.citations.issuers import proper_name
from extractors.dates import GAP
from extractors.reading import Reading
from extractors.warnings_words import any_word, words_of
from schema.plan import IssuerLevel, Plan, Warning, Zone
from schema.text import fold

_MOST = 5


@cache
def _bare_kind() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>{any_word('own_unit_before')}){GAP}(?P<kind>{any_word('unit_kinds')})(?=(?P<after>[^\n]{{0,24}}))"
    )


@cache
def _listed() -> re.Pattern[str]:
    other = any_word("unit_kinds", "superior_kinds", "xa_compounds")
    return re.compile(rf"^{GAP}(?:[,/;]|và|hoặc|-|–|\()?{GAP}(?:các{GAP})?{other}")


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"{any_word('elsewhere')}[^.;\n]{{0,50}}$")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{any_word('bodies')}{GAP}(?P<kind>{any_word('unit_kinds')}){GAP}(?=\w)")


@cache
def _superior_self() -> re.Pattern[str]:
    return re.compile(
        rf"của(?<!\wcủa){GAP}(?:ubnd|ủy ban nhân dân){GAP}{any_word('superior_kinds')}[^.;\n]{{0,30}}?"
        rf"(?:tại|trong){GAP}(?:mục|phần|điều|khoản|phụ lục)[^.;\n]{{0,20}}?kế hoạch này"
    )


@cache
def _placeholder() -> re.Pattern[str]:
    blank = r"(?:\.{4,}|…[^\S\n]*…[.…]*|_{3,}|\[(?!\d{1,3}\])[^\]\n]{0,40}\]|xxx+)"  # [1] is the mark of a note
    return re.compile(rf"{any_word('filled_in_after')}{GAP}{blank}")


def unit_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Names and kinds of other units where the own one must stand; only for plans of communes."""
    yield from _placeholders(reading)
    header = plan.header
    if header.issuer_level is None or header.issuer_level.value is not IssuerLevel.COMMUNE or header.unit_kind is None:
        return
    kind = fold(header.unit_kind.value)
    name = header.unit_name.value if header.unit_name is not None else None
    yield from _wrong_kinds(reading, kind, name)
    if name is not None:
        yield from _wrong_names(reading, kind, name)
    yield from _superior_as_self(reading)


def _wrong_kinds(reading: Reading, own: str, name: str | None) -> Iterator[Warning]:
    if own not in words_of("unit_kinds"):
        return
    found = [match for match in _bare_kind().finditer(reading.folded) if _speaks_of_itself(reading, match, own, name)]
    for match in found[:_MOST]:
        evidence = reading.cite(match.start(), match.end("kind"))
        yield Warning(
            code="wrong_unit_kind",
            message=f"“{' '.join(evidence.quote.split())}” trong kế hoạch của {own}{' ' + name if name else ''}: có lẽ "
            f"chép từ mẫu của đơn vị khác, sửa thành “{own}”.",
            evidence=evidence,
        )


def _speaks_of_itself(reading: Reading, match: re.Match[str], own: str, name: str | None) -> bool:
    if match["kind"] == own or _in_list(reading, match.start(), match["after"]):
        return False
    rest = reading.flow[match.end() : match.end("after")].lstrip(" \xa0")
    if rest[:1].isupper():  # a named unit of that kind; it is the own one only where the name is
        return name is not None and fold(rest).startswith(fold(name))
    return match["kind"] != "xã" or match["before"] != "của" or not rest.startswith(words_of("xa_compounds"))


def _in_list(reading: Reading, start: int, after: str) -> bool:
    """Whether kinds are listed ("xã, phường"), or other units are spoken of."""
    before = reading.folded[max(0, start - 60) : start]
    return _listed().match(after) is not None or _elsewhere().search(before) is not None


def _wrong_names(reading: Reading, own_kind: str, own_name: str) -> Iterator[Warning]:
    recipients = reading.zone(Zone.RECIPIENTS)
    for match in _named().finditer(reading.folded):
        name = proper_name(reading.flow, match.end())
        if name is None or match["kind"] != own_kind:
            continue
        if recipients is not None and recipients.start <= match.start() < recipients.end:
            continue
        if _same_name(name[0], own_name) or _other_is_meant(reading, match.start(), name[1]):
            continue
        evidence = reading.cite(match.start(), name[1])
        yield Warning(
            code="wrong_unit_name",
            message=f"“{' '.join(evidence.quote.split())}” trong kế hoạch của {own_kind} {own_name}: tên đơn vị khác, "
            "có lẽ chép từ văn bản mẫu; kiểm tra và sửa.",
            evidence=evidence,
        )


def _same_name(found: str, own: str) -> bool:
    first, second = " ".join(fold(found).split()), " ".join(fold(own).split())
    return first.startswith(second) or second.startswith(first)


def _other_is_meant(reading: Reading, start: int, end: int) -> bool:
    """Whether the text speaks of another unit on purpose: a list, a neighbour, a merged unit, the issuer of an act."""
    before, after = reading.folded[max(0, start - 60) : start], reading.folded[end : end + 30]
    if _elsewhere().search(before) or re.match(r"\s*(?:,|và|\(cũ\)|cũ|trước)", after):
        return True
    return reading.masked(start, end, "citations") or re.search(r"(?:,|và)\s*$", before) is not None


def _superior_as_self(reading: Reading) -> Iterator[Warning]:
    for match in _superior_self().finditer(reading.folded):
        evidence = reading.cite(match.start(), match.end())
        yield Warning(
            code="template_leftover",
            message=f"“{' '.join(evidence.quote.split())}”: câu chép từ kế hoạch của cấp trên; viết lại theo kế hoạch "
            "của đơn vị.",
            evidence=evidence,
        )


def _placeholders(reading: Reading) -> Iterator[Warning]:
    for match in _placeholder().finditer(reading.folded):
        evidence = reading.cite(match.start(), match.end())
        yield Warning(
            code="template_leftover",
            message=f"Chỗ trống của văn bản mẫu chưa điền: “{' '.join(evidence.quote.split())}”.",
            evidence=evidence,
        )
