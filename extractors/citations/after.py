"""What stands after a symbol or a law's name: date, issuing body, title, provisions in brackets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.citations.before import PROVISIONS
from extractors.citations.vocabulary import issuer_heads_pattern
from extractors.dates import FULL_DATE, YEAR, DateParts, parse_date
from extractors.reading import Reading

_GAP = r"[^\S\n]*"
_DATE = re.compile(rf"{_GAP}(?:[,(]{_GAP})?(?:(?:ký|được ban hành|ban hành){_GAP})?(?P<date>{FULL_DATE})(?:{_GAP}\))?")
_OF_YEAR = re.compile(rf"{_GAP},?{_GAP}(?:\({_GAP})?năm{_GAP}(?P<year>{YEAR})(?:{_GAP}\))?")
_ISSUER_WORDS = (
    "về|vềviệc|v/v|ngày|năm|quy định|hướng dẫn|ban hành|phê duyệt|công bố|sửa đổi|bổ sung|thay thế|thông qua|triển khai|"
    "thực hiện|tiếp tục|tăng cường|đẩy mạnh|nâng cao|thành lập|kiện toàn|giao|điều chỉnh|bãi bỏ|đôn đốc|khắc phục|"
    "thành|đã|đang|được|có|là|để|nhằm|tại|trong|theo|thì|do|khi|nếu|phải|cần|bảo đảm|đảm bảo|nêu|đề ra|gồm|trên địa bàn|"
    "trên cơ sở|đối với|kèm theo|giai đoạn|yêu cầu|đồng thời|cho|đến|từ|như|gửi|liên quan|gắn với|phù hợp|sau đây|"
    r"(?<!ban )chỉ đạo|(?<!ban )tổ chức|và (?:các|những|văn bản|hướng dẫn|chỉ đạo|kế hoạch|chương trình|tình hình|thực|"
    r"yêu cầu|nhiệm vụ|điều kiện|đề nghị|của|căn cứ|ý kiến|quy định|nghị quyết|quyết định|công văn|chỉ thị|luật)"
)
_ISSUER_END = re.compile(
    rf",(?!{_GAP}(?:thương binh|thể thao|hạ tầng|gia đình|du lịch|công nghệ))|[;:()\n\"“”|/]|(?<!tp)(?<!tx)(?<!tt)(?<!\bp)\.|(?<!\w)(?:{_ISSUER_WORDS})(?!\w)"
)
_ABOUT = re.compile(
    rf"{_GAP}[,\-–]?{_GAP}(?:\({_GAP})?[“\"]?(?:v/v|về{_GAP}việc|về|vv)(?!\w){_GAP}:?{_GAP}(?=[^\s;.,)])"
)
_BARE_TITLE = re.compile(
    rf"{_GAP}[,\-–]?{_GAP}(?=(?:quy định|hướng dẫn|ban hành|phê duyệt|công bố|sửa đổi|thông qua|tiếp tục|"
    rf"tăng cường|đẩy mạnh|thành lập|kiện toàn|điều chỉnh|bãi bỏ|đôn đốc|chấn chỉnh|phân công|phân cấp|ủy quyền|giao"
    rf"|công nhận|quy chế|kế hoạch|chương trình|đề án)(?!\w))"
)
_ANY_TITLE = re.compile(rf"{_GAP}[-–]?{_GAP}(?=[^\s;.,:()|])")
_CLAUSE = (
    r"trong đó|theo đó|cụ thể|qua đó|từ đó|nhằm|đảm bảo|bảo đảm|đồng thời|gắn với|tạo điều kiện|đề nghị|yêu cầu|để|"
    r"phấn đấu|góp phần|không để|kịp thời|theo quy định|theo hướng|làm cơ sở|đến nay|hiện nay|trên cơ sở|căn cứ|"
    r"báo cáo|tham mưu|chủ động|phối hợp|gửi|hoàn thành|trước ngày|với các|gồm|bao gồm|như sau"
)
_CONTENT_END = re.compile(
    rf"[;\n|]|\.(?!\w)|:(?!\w)|\((?={_GAP}(?:gọi|sau đây|viết tắt|được|ban hành kèm|kèm theo|{PROVISIONS}))|,{_GAP}(?=(?:{_CLAUSE})(?!\w))"
)
_QUOTED = re.compile(r"(?:“[^”\n]{3,400}”|\"[^\"\n]{3,400}\")")
_NEXT_CUE = r"(?:căn cứ|thực hiện|theo|xét|để|trên cơ sở|triển khai|thi hành|tiếp tục thực hiện)(?!\w)"
_BASIS_CLAUSE = re.compile(
    rf"\n|\((?={_GAP}(?:gọi|sau đây|viết tắt|được|ban hành kèm|kèm theo))|,{_GAP}(?=(?:trong đó|theo đó|cụ thể|qua đó|nhằm)(?!\w))"
    rf"|[.;,]{_GAP}(?={_NEXT_CUE}[^\n.;]{{0,60}}(?:số|luật|nghị|quyết|kế hoạch|đề nghị|tình hình|công văn)(?!\w))"
)
_AFTER_PROVISION = re.compile(rf"{_GAP},?{_GAP}\({_GAP}(?:tại{_GAP})?(?P<provision>{PROVISIONS}){_GAP}\)")
_TRAILING = re.compile(r"[\s,;:.(\-–“\"*|]+$")
# What joins one citation to the next, when the next one ends the title.
_JOINING = re.compile(r"(?:[\s,;:.(\-–“\"*|]|(?<!\w)(?:và|các|cùng|hoặc|với|đến|theo|tại|của)(?!\w))+$")
_NESTING = re.compile(
    r"(?:thực hiện|triển khai|thi hành|theo|kèm theo|của|tại|thay thế|sửa đổi|bổ sung|phê duyệt|ban hành|"
    r"đối với|nội dung|tinh thần|quán triệt|hướng dẫn|quy định|chi tiết)\s*(?:các\s*)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What follows the name of an act. end: of the citation as a whole; core_end: before the title."""

    date: DateParts | None
    date_span: tuple[int, int] | None
    issuer: tuple[int, int] | None
    title: tuple[int, int] | None
    provision: str | None
    core_end: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Core:
    position: int
    date: DateParts | None = None
    date_span: tuple[int, int] | None = None
    issuer: tuple[int, int] | None = None


@cache
def _issuer_start() -> re.Pattern[str]:
    return re.compile(
        rf"{_GAP},?{_GAP}(?:của{_GAP}(?:của{_GAP})?|do{_GAP}|giữa{_GAP})?(?P<head>{issuer_heads_pattern()})(?!\w)"
        rf"|{_GAP},?{_GAP}của{_GAP}(?P<other>\w)"
    )


def after(reading: Reading, position: int, starts: Sequence[int], *, basis: bool) -> After:
    """Read on from ``position``, where the symbol or name ends. ``starts``: where the next citations begin, in order."""
    paragraph_end = _paragraph_end(reading, position)
    limit = min([paragraph_end, *(start for start in starts if start >= position)])
    core = _Core(position=position)
    _read_date(reading, core, limit)
    _read_issuer(reading, core, limit)
    if core.date is None:
        _read_date(reading, core, limit)
    title = _title(reading, core, paragraph_end, starts, basis=basis)
    end = title[1] if title else core.position
    provision = _AFTER_PROVISION.match(reading.folded, end, paragraph_end)
    return After(
        date=core.date,
        date_span=core.date_span,
        issuer=core.issuer,
        title=title,
        provision=_clean(reading, provision.span("provision")) if provision else None,
        core_end=core.position,
        end=provision.end() if provision else end,
    )


def _clean(reading: Reading, span: tuple[int, int]) -> str:
    return " ".join(reading.flow[span[0] : span[1]].split())


def _paragraph_end(reading: Reading, position: int) -> int:
    end = reading.flow.find("\n", position)
    return len(reading.flow) if end < 0 else end


def _read_date(reading: Reading, core: _Core, limit: int) -> None:
    match = _DATE.match(reading.folded, core.position, limit)
    if match is not None:
        core.date, core.date_span = parse_date(match["date"]), match.span("date")
        core.position = match.end()
        return
    year = _OF_YEAR.match(reading.folded, core.position, limit)
    if year is not None:
        core.date, core.date_span = parse_date(year["year"]), year.span("year")
        core.position = year.end()


def _read_issuer(reading: Reading, core: _Core, limit: int) -> None:
    folded = reading.folded
    match = _issuer_start().match(folded, core.position, limit)
    if match is None:
        return
    group = "head" if match["head"] else "other"
    start = match.start(group)
    named_directly = not match.group()[: start - match.start()].strip(" ,\xa0")
    if (group == "other" or named_directly) and not reading.flow[start].isupper():
        return
    if named_directly and match["head"] in ("ban", "hội", "đoàn", "phòng", "bộ", "sở", "trường", "đài", "vụ"):
        if "," in match.group():  # "…, Phòng Nội vụ" after a comma is the subject of what follows
            return
    stop = _ISSUER_END.search(folded, match.end("head") if match["head"] else start + 1, limit)
    end = min(stop.start() if stop else limit, start + 130)
    end = start + len(_JOINING.sub("", folded[start:end]))
    if end > start and not (named_directly and "," in match.group()):
        core.issuer = (start, end)
        core.position = end


def _title(
    reading: Reading, core: _Core, paragraph_end: int, starts: Sequence[int], *, basis: bool
) -> tuple[int, int] | None:
    folded = reading.folded
    opener = _ABOUT.match(folded, core.position, paragraph_end)
    if opener is None and (core.issuer is not None or core.date is not None):
        opener = (_ANY_TITLE if basis else _BARE_TITLE).match(folded, core.position, paragraph_end)
    if opener is None or any(core.position <= start <= opener.end() for start in starts):
        return None
    start = opener.end()
    end = _title_end(folded, start, paragraph_end, starts, basis=basis)
    trailing = _JOINING if end in starts else _TRAILING
    quoted = _QUOTED.match(folded, start, paragraph_end)
    if quoted is not None:
        return start, quoted.end()
    end = start + len(trailing.sub("", folded[start:end]))
    return (start, end) if end > start else None


def _title_end(folded: str, start: int, limit: int, starts: Sequence[int], *, basis: bool) -> int:
    """The end of a title; a citation inside it ("về thực hiện Nghị quyết số …") belongs to it, the next in a list not."""
    position = start
    while True:
        ends = [limit]
        if basis:
            ends += [m.start() for m in (_BASIS_CLAUSE.search(folded, position, limit),) if m is not None]
            ends += _own_clause(folded, position, ends[-1])
        else:
            ends += [m.start() for m in (_CONTENT_END.search(folded, position, limit),) if m is not None]
        end = min(ends)
        following = next((s for s in starts if position <= s < end), None)
        if following is None:
            return end
        if _NESTING.search(folded, max(start, following - 30), following) is None:
            return following
        position = following + 1


@cache
def _own_clause_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"[;,.]{_GAP}(?=(?:nay{_GAP},?{_GAP})?(?:{issuer_heads_pattern()})(?!\w)[^;\n]{{0,150}}?"
        r"(?<!\w)(?:xây dựng|ban hành|lập|triển khai|đề ra|thông báo|quyết định)(?!\w))"
    )


def _own_clause(folded: str, start: int, end: int) -> list[int]:
    """Where the main clause of a preamble begins: "…; UBND xã xây dựng Kế hoạch … như sau"."""
    match = _own_clause_pattern().search(folded, start, end)
    return [match.start()] if match is not None else []
