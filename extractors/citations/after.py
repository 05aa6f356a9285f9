"""What stands after a symbol or a law's name: date, issuing body, title, provisions in brackets."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.citations.before import PROVISIONS
from extractors.citations.titles import title_after
from extractors.citations.vocabulary import any_word, issuer_heads_pattern
from extractors.dates import FULL_DATE, GAP, YEAR, DateParts, parse_date
from extractors.reading import Reading

_MONTH_OF_YEAR = rf"tháng{GAP}\d{{1,2}}{GAP}(?:năm|[/.\-]){GAP}{YEAR}"
# "… số 35/2024/QH15 được Quốc hội khóa XV, kỳ họp thứ 7 thông qua ngày 27/6/2024"
_PASSED = rf"(?:đã{GAP})?(?:được{GAP})?(?:quốc hội[^;.()\n]{{0,60}}?{GAP})?thông qua"
_DATE = re.compile(
    rf"{GAP}(?:[,(]{GAP})?(?:(?:ký|được ban hành|ban hành|cùng|{_PASSED}){GAP})?"
    rf"(?P<date>{FULL_DATE}|{_MONTH_OF_YEAR})(?:{GAP}\))?"
)
_SAME_DAY = re.compile(rf"{GAP},?{GAP}cùng{GAP}ngày(?!\w)")
_OF_YEAR = re.compile(rf"{GAP},?{GAP}(?:\({GAP})?năm{GAP}(?P<year>{YEAR})(?:{GAP}\))?")
_AFTER_PROVISION = re.compile(rf"{GAP},?{GAP}\({GAP}(?:tại{GAP})?(?P<provision>{PROVISIONS}){GAP}\)")
# "Nghị định số 63/2010/NĐ-CP tại Điều 7", "…/NĐ-CP, điểm b, khoản 2, Điều 4.": the end of the clause follows.
_BARE_PROVISION = re.compile(rf"(?:{GAP},{GAP}|[^\S\n]{GAP}tại{GAP})(?P<provision>{PROVISIONS})(?=[.;)\n]|$)")
# "của Ủy ban nhân dân (UBND) tỉnh Long An": the name goes on behind its own short form.
_OWN_SHORT = re.compile(rf"\((?:ubnd|hđnd)\)(?={GAP}(?:tỉnh|thành|huyện|quận|thị|xã|phường|đặc)(?!\w))")
# What joins one citation to the next.
_JOINING = re.compile(r"(?:[\s,;:.(\-–“\"*|]|(?<!\w)(?:và|các|cùng|hoặc|với|đến|theo|tại|của)(?!\w))+$")
# "của Bộ Giáo dục và Đào tạo (GDĐT) về việc …"
_ABBREVIATION = re.compile(rf"{GAP}\([^()\n]{{1,40}}\)(?={GAP}(?:v/v|về|vv)(?!\w))")
# "Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng (khóa XII)": the ordinal is no year, the bracket none of a title.
_PLENUM = re.compile(
    rf"hội nghị{GAP}(?:(?:lần{GAP})?thứ{GAP}\w+{GAP}(?:(?:mươi|mười|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín){GAP})?)?"
    rf"(?:của{GAP})?(?:ban chấp hành{GAP})?trung ương(?:{GAP}đảng)?(?:{GAP},?{GAP}\(?khóa{GAP}[ivxlc]+\)?)?"
)
_LONGEST_BODY = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What follows the name of an act. core_end: before the title; end: of the citation as a whole; same_day: "cùng
    ngày", its date is that of the citation before."""

    date: DateParts | None
    same_day: bool
    issuer: tuple[int, int] | None
    title: tuple[int, int] | None
    provision: str | None
    core_end: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Core:
    position: int
    date: DateParts | None = None
    same_day: bool = False
    issuer: tuple[int, int] | None = None


@cache
def _issuer_start() -> re.Pattern[str]:
    return re.compile(
        rf"{GAP}(?P<comma>,)?{GAP}(?P<of>của{GAP}(?:của{GAP})?|do{GAP}|giữa{GAP})?"
        rf"(?:(?P<head>{issuer_heads_pattern()})(?!\w)|(?<=[\s])(?P<other>\w))"
    )


@cache
def _issuer_end() -> re.Pattern[str]:
    return re.compile(
        rf",(?!{GAP}{any_word('after_comma_in_name')})|[;:()\n\"“”|/]|(?<!tp)(?<!tx)(?<!tt)(?<!\bp)\."
        rf"|(?<!ban )(?!thành{GAP}(?:phố|ủy|đoàn)){any_word('issuer_ends')}|(?<!\w)(?<!ban )(?:chỉ đạo|tổ chức)(?!\w)"
        rf"|(?<!\w)và{GAP}{any_word('after_and')}"
    )


def after(reading: Reading, position: int, starts: Sequence[int], *, basis: bool) -> After:
    """Read on from ``position``, where the symbol or name ends. ``starts``: where the next citations begin.

    basis: in a paragraph of the preamble, where titles run on to its end.
    """
    paragraph_end = _paragraph_end(reading, position)
    starts = starts[bisect_left(starts, position) : bisect_left(starts, paragraph_end)]
    limit = starts[0] if starts else paragraph_end
    core = _Core(position=position)
    _read_date(reading, core, limit)
    _read_issuer(reading, core, limit)
    if core.date is None:
        _read_date(reading, core, limit)
    known = core.issuer is not None or core.date is not None
    title = title_after(reading.folded, core.position, paragraph_end, starts, basis=basis, known=known)
    end = title[1] if title else core.position
    provision = _AFTER_PROVISION.match(reading.folded, end, paragraph_end) or _BARE_PROVISION.match(
        reading.folded, core.position, min(limit, paragraph_end)
    )
    return After(
        date=core.date,
        same_day=core.same_day,
        issuer=core.issuer,
        title=title,
        provision=_squeezed(reading, provision.span("provision")) if provision else None,
        core_end=core.position,
        end=max(provision.end(), end) if provision else end,
    )


def _squeezed(reading: Reading, span: tuple[int, int]) -> str:
    return " ".join(reading.flow[span[0] : span[1]].split())


def _paragraph_end(reading: Reading, position: int) -> int:
    end = reading.flow.find("\n", position)
    return len(reading.flow) if end < 0 else end


def _read_date(reading: Reading, core: _Core, limit: int) -> None:
    for pattern, group in ((_DATE, "date"), (_OF_YEAR, "year")):
        match = pattern.match(reading.folded, core.position, limit)
        if match is not None:
            core.date = parse_date(match[group])
            core.position = match.end()
            return
    same = _SAME_DAY.match(reading.folded, core.position, limit)
    if same is not None:
        core.same_day, core.position = True, same.end()


def _read_issuer(reading: Reading, core: _Core, limit: int) -> None:
    """The body after "của"; without "của" only where it follows at once, written as a name ("12/QĐ-SNV Sở Nội vụ")."""
    match = _issuer_start().match(reading.folded, core.position, limit)
    if match is None:
        return
    start = match.start("head") if match["head"] else match.start("other")
    named = reading.flow[start].isupper()
    if not named and (match["of"] is None or match["head"] is None):
        return
    if match["of"] is None and (match["comma"] is not None or match["head"] is None):
        return
    if (plenum := _PLENUM.match(reading.folded, start, limit)) is not None:
        core.issuer, core.position = plenum.span(), plenum.end()
        return
    searched_from = match.end("head") if match["head"] else start + 1
    stop = _issuer_end().search(reading.folded, searched_from, limit)
    if stop is not None and (own := _OWN_SHORT.match(reading.folded, stop.start(), limit)) is not None:
        stop = _issuer_end().search(reading.folded, own.end(), limit)
    end = min(stop.start() if stop else limit, start + _LONGEST_BODY)
    end = start + len(_JOINING.sub("", reading.folded[start:end]))
    if end > start:
        core.issuer = (start, end)
        abbreviation = _ABBREVIATION.match(reading.folded, end, limit)
        core.position = abbreviation.end() if abbreviation is not None else end
