"""Aims without a figure of their own: nothing of a kind may happen (zero), better than before, at least what was set.

Reads a clause that holds no figure; writes at most one ``Aim``.
"""

import itertools
import re
from dataclasses import dataclass

from extractors.markers import behind_lead
from extractors.reading import Reading
from extractors.rules import Rule
from extractors.targets_lexicon import target_words
from extractors.tolerant import spaced, tolerant
from schema.plan import Comparator
from schema.text import squeeze

_STRIVE = tolerant("phấn đấu")
_INDEX = r"(?:tỷ lệ|chỉ số|mức độ hài lòng|điểm số|thứ hạng|số lượng|giá trị|thu nhập)"
_GAP = r"[^\n;.]{0,160}?"
_SET = r"(?:\s+mức)?\s+(?:các\s+|những\s+)?(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An aim ``[start, end)`` of the text. value: 0 for what must not happen, 100 for the whole of what was set."""

    start: int
    end: int
    comparator: Comparator
    value: float | None
    unit: str | None
    rule: str


_RANK = Rule(
    name="rank_better",
    pattern=spaced(
        rf"{_STRIVE}{_GAP}(?:vị trí|thứ hạng|xếp hạng|xếp loại|thứ bậc){_GAP}(?:cao hơn|tốt hơn|tăng|nâng|cải thiện)"
        rf"|{_STRIVE}{_GAP}(?:tăng|nâng|cải thiện|nâng cao)(?:\s+\w+){{0,2}}\s+(?:vị trí|thứ hạng|thứ bậc)"
    ),
    examples=(
        "phấn đấu chỉ số năm 2023 xếp hạng ở vị trí cao hơn năm 2022",
        "phần đầu nâng cao thứ hạng chỉ số của xã",
    ),
    counter_examples=("xếp thứ 8/17 xã", "xác định vị trí việc làm"),
)
_KEEP_RANK = Rule(
    name="rank_keep",
    pattern=spaced(
        r"(?<!\w)(?:giữ vững|duy trì|giữ)(?: và \w+(?: \w+)?)? (?:vị trí|thứ hạng|xếp hạng|thứ bậc)(?! việc)"
    ),
    examples=("giữ vững thứ hạng chỉ số của tỉnh", "duy trì vị trí dẫn đầu"),
    counter_examples=("duy trì vị trí việc làm",),
)
_GROUP = Rule(
    name="rank_group",
    pattern=spaced(
        r"(?<!\w)(?:nhóm|tốp|top)(?: đầu| các| dẫn đầu)?[^\S\n]+(?P<rank>\d{1,2})(?!\d"
        r"|[^\S\n]*[/.,%]\d)(?![^\S\n]+(?:nhiệm vụ|giải pháp|nội dung|vấn đề))"
        r"|(?<!\w)(?:xếp|đứng) (?:thứ|hạng|vị trí)(?: từ)?(?: thứ)? (?P<place>\d{1,2})(?: ?/ ?\d{1,3})?"
        r"(?: (?:xã|phường|thị trấn|đơn vị|địa phương|tỉnh|huyện|sở|ngành|thành phố),?){0,4}"
        r" (?:trở lên|trở xuống)"
    )
    + rf"|{_STRIVE}{_GAP}"
    + spaced(r"(?:xếp|đứng|đạt) (?:hạng |vị trí )?thứ (?P<aimed>\d{1,2})(?!\d|[^\S\n]*(?:tháng|năm))"),
    examples=(
        "thuộc nhóm 20 tỉnh dẫn đầu cả nước",
        "nằm trong top 10 toàn huyện",
        "xếp thứ 10/17 xã, thị trấn trở lên",
        "phấn đấu chỉ số cchc xếp thứ 10/17",
    ),
    counter_examples=("thực hiện nhóm 3 nhiệm vụ", "xếp thứ 8/17 xã"),
)
_EXCEED = Rule(
    name="exceed_plan",
    pattern=spaced(
        rf"(?<!\w)(?:đạt|đat|hoàn thành)\s+(?:và|hoặc|,)\s+vượt{_SET}|(?<!\w)(?:đảm bảo|bảo đảm|phấn đấu"
        rf"|hoàn thành){_GAP}vượt{_SET}"
    ),
    examples=("thực hiện đạt và vượt các chỉ tiêu phát triển", "phấn đấu thu ngân sách đảm bảo vượt chỉ tiêu kế hoạch"),
    counter_examples=("vượt khó vươn lên", "các chỉ tiêu đã đạt"),
)
_FULL_POINTS = Rule(
    name="full_points",
    pattern=spaced(rf"(?:{_STRIVE}|{tolerant('mục tiêu')}){_GAP}điểm tối đa"),
    examples=("với mục tiêu các tiêu chí duy trì đạt điểm tối đa", "phấn đấu đạt điểm tối đa"),
    counter_examples=("các tiêu chí đã đạt điểm tối đa",),
)
_KEEP_OR_RAISE = Rule(
    name="keep_or_raise",
    pattern=spaced(
        rf"(?<!\w)(?:giữ vững|duy trì|giữ nguyên)\s*(?:hoặc|và|,)\s*(?:nâng cao|cải thiện|tăng) (?:các )?{_INDEX}"
    ),
    examples=("giữ vững hoặc nâng cao tỷ lệ hài lòng so với năm 2020",),
    counter_examples=("duy trì, nâng cao các tiêu chí",),
)
_RAISE_SINCE = Rule(
    name="raise_since",
    pattern=spaced(
        rf"(?<!\w)(?:tăng|cao hơn|tăng cao hơn|cải thiện){_GAP}so với (?:năm|cùng kỳ)|(?<!\w)(?:nâng cao|nâng"
        rf"|tăng)\s+{_INDEX}{_GAP}so với (?:năm|cùng kỳ)"
    ),
    examples=("chỉ số hài lòng tăng so với năm 2020", "nâng cao tỷ lệ hài lòng so với năm 2020"),
    counter_examples=("so với năm 2020 còn hạn chế",),
)
_LOWER_SINCE = Rule(
    name="lower_since",
    pattern=spaced(rf"(?<!\w)(?:giảm|thấp hơn){_GAP}so với (?:năm|cùng kỳ)"),
    examples=("giảm số vụ tai nạn giao thông so với năm 2022",),
)
_RAISE = Rule(
    name="raise",
    pattern=spaced(rf"(?<!\w)(?:nâng cao|tăng|nâng)\s+{_INDEX}(?!\s+(?:cải cách|cchc|par|sipas|papi|thành phần))"),
    examples=("nâng cao tỷ lệ hồ sơ xử lý trực tuyến",),
    counter_examples=("nâng cao chỉ số cải cách hành chính", "nâng cao chất lượng"),
)
_LOWER = Rule(
    name="lower",
    pattern=spaced(r"(?<!\w)(?:giảm|kéo giảm|hạn chế)\s+(?:tỷ lệ|số vụ|số hồ sơ)"),
    examples=("hướng đến giảm tỷ lệ hồ sơ trễ hạn",),
)
# What forbids an event: "không để xảy ra" anywhere; "không có", "không còn" only where the aim begins.
_FORBID = Rule(
    name="zero",
    pattern=spaced(
        r"(?<!\w)không (?:để|để cho) (?:(?:xảy ra|phát sinh|tồn tại|tái diễn|tồn đọng|bùng phát|có|còn)(?!\w)"
        r"|(?:học sinh, sinh viên |học sinh |đoàn viên |hội viên )?(?:mắc|sa|rơi|vướng) vào(?!\w)"
        r"|(?=(?:nợ đọng|lộ|lọt|thất thoát|mất an|sự cố)(?!\w)"
        r"|(?:các |những )?(?:đối tượng|tội phạm|phần tử|kẻ xấu)(?!\w)"
        r"|(?:cán bộ|công chức|viên chức)[^;.]{0,40} (?:vi phạm|nhũng nhiễu|sách nhiễu|gây phiền hà)(?!\w)))"
    ),
    examples=(
        "không để xảy ra các sai phạm",
        "không để lộ, lọt bí mật nhà nước",
        "không để công chức vi phạm kỷ luật",
        "không để mắc vào tệ nạn",
        "không để các đối tượng tụ tập",
        "không để bùng phát dịch",
    ),
    counter_examples=("không để lây lan", "không để người dân phải đi lại nhiều lần"),
)
_NONE_LEFT = Rule(
    name="zero_none",
    pattern=spaced(r"(?<!\w)không (?:có|còn|phát sinh|xảy ra|để)(?!\w)"),
    examples=("không có phản ánh kiến nghị của người dân",),
)
RULES = (
    _RANK,
    _KEEP_RANK,
    _GROUP,
    _EXCEED,
    _FULL_POINTS,
    _KEEP_OR_RAISE,
    _RAISE_SINCE,
    _LOWER_SINCE,
    _RAISE,
    _LOWER,
    _FORBID,
    _NONE_LEFT,
)

# "triển khai phần mềm để giúp nâng cao tỷ lệ …", "góp phần đạt và vượt chỉ tiêu …": what work is good for
_PURPOSE = re.compile(r"(?<!\w)(?:để|giúp|góp phần)(?:\s+(?:giúp|thực hiện|hoàn thành))*\s+$")
_AND_RANK = re.compile(
    spaced(
        r"(?:,|,? và) (?P<next>(?:xếp|thuộc|nằm|đứng|vươn lên|vào)(?: (?!không|có)\w+){0,4} (?:nhóm|tốp|top|thứ|hạng) )"
    )
)
_AND_NOT = re.compile(spaced(r"(?:,|,? và) (?P<next>không (?:để|có|còn|xảy ra|phát sinh)(?!\w))"))
_DETERMINER = re.compile(
    spaced(
        r"\s*[“\"]?(?:(?:các|những|tình trạng|bất kỳ|bất cứ|trường hợp nào|một|vụ(?! việc| án)|việc|hiện tượng)\s+)*"
    )
)
_NOUN_END = re.compile(
    spaced(
        r"\s(?:nào|không|bị|vi phạm|mắc|xảy ra|bỏ học|đạt|về|trong|tại|của|do|khi|đối với|liên quan|trên|ở|gây|phải|từ"
        r"|sau|trước|và)(?!\w)|[,;.()\n]"
    )
)
_BEGINS = re.compile(
    spaced(
        r"(?:^|[,:;(–+*•-]\s*|(?<!\w)(?:đảm bảo|bảo đảm|phấn đấu|cơ bản|mục tiêu|và|xã|huyện|năm(?: 20\d\d)?|tuyệt đối"
        r"|kiên quyết)\s+)$"
    )
)


def aim(reading: Reading, start: int, end: int, *, goal: bool, heading: bool) -> Aim | None:
    """The aim of the clause, None without a cue. goal: it stands under a goal heading. heading: it is a heading."""
    zero = _zero(reading, start, end, goal=goal)
    if zero is not None or heading:
        return zero
    folded = reading.folded
    strives = goal or target_words().aim.search(folded, start, end) is not None
    if strives and (match := _GROUP.search(folded, start, end)) is not None:
        rank = float(match["rank"] or match["place"] or match["aimed"])
        return Aim(start=start, end=end, comparator=Comparator.AT_MOST, value=rank, unit="vị trí", rule=_GROUP.name)
    for rule, comparator, unit in (
        (_RANK, Comparator.BETTER_THAN, "vị trí"),
        (_KEEP_RANK, Comparator.MAINTAIN, "vị trí"),
        (_EXCEED, Comparator.AT_LEAST, "% kế hoạch"),
        (_FULL_POINTS, Comparator.AT_LEAST, "điểm"),
        (_KEEP_OR_RAISE, Comparator.AT_LEAST, "%"),
        (_RAISE_SINCE, Comparator.MORE, "%"),
        (_LOWER_SINCE, Comparator.LESS, None),
    ):
        match = rule.search(folded, start, end)
        if match is not None and not (rule is _EXCEED and _PURPOSE.search(folded, start, match.start())):
            return _aim(match, start, end, comparator, unit, rule)
    match = _RAISE.search(folded, start, end)
    before = match is not None and target_words().aim.search(folded, start, match.start()) is not None
    if match is not None and (goal or before) and not _PURPOSE.search(folded, start, match.start()):
        return _aim(match, start, end, Comparator.INCREASE, "%", _RAISE)
    if (strives or "hướng" in folded[start:end]) and (match := _LOWER.search(folded, start, end)) is not None:
        return _aim(match, start, end, Comparator.DECREASE, None, _LOWER)
    return None


def _aim(match: re.Match[str], start: int, end: int, comparator: Comparator, unit: str | None, rule: Rule) -> Aim:
    value = None
    matched = match.group()
    if rule is _EXCEED:
        value = 100.0
        if not re.match(r"(?:đạt|đat|hoàn thành)\s", matched) and not re.search(
            r"(?:đạt|đat)\s+(?:và|hoặc)\s+vượt", matched
        ):
            comparator = Comparator.MORE
    if rule is _FULL_POINTS and "duy trì" in matched:
        comparator = Comparator.MAINTAIN
    return Aim(start=_from(match, start), end=end, comparator=comparator, value=value, unit=unit, rule=rule.name)


def _from(match: re.Match[str], start: int) -> int:
    """Aims that compare need the words before the cue (the index is named there); the others begin with it."""
    begins = match.string.rfind(", ", start, match.start())
    return begins + 2 if begins >= 0 else start


def forbidden_parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """``[start, end)`` cut where a second thing is forbidden: "không có đơn thư vượt cấp, không có điểm nóng"."""
    cuts = [match.start("next") for match in _AND_NOT.finditer(folded, start, end)]
    borders = [start, *(cut for cut in cuts if forbids(folded, start, cut)), end]
    parts = itertools.pairwise(borders)
    return [(first, first + len(folded[first:last].removesuffix("và ").rstrip(" ,"))) for first, last in parts]


def aim_tail(folded: str, start: int, end: int) -> int:
    """Where behind a figure another aim begins ("đạt 80%, không có chi bộ yếu kém"; "…, xếp trong nhóm 10 tỉnh dẫn
    đầu"); ``end`` without one."""
    match = _AND_NOT.search(folded, start, end) or _AND_RANK.search(folded, start, end)
    return match.start("next") if match else end


def forbids(folded: str, start: int, end: int) -> bool:
    """Whether the words ``[start, end)`` forbid something, so that a number behind only says what is forbidden."""
    return any(rule.search(folded, start, end) is not None for rule in (_FORBID, _NONE_LEFT))


def _zero(reading: Reading, start: int, end: int, *, goal: bool) -> Aim | None:
    folded = reading.folded
    for rule in (_FORBID, _NONE_LEFT):
        for match in rule.finditer(folded, start, end):
            matched = match.group()
            noun_at = _DETERMINER.match(folded, match.end(), end).end()  # type: ignore[union-attr]
            known = target_words().zero_noun.match(folded, noun_at, end)
            begins = _BEGINS.search(folded[behind_lead(folded, start, match.start()) : match.start()])
            if rule is _NONE_LEFT and not begins:
                continue
            unit = target_words().zero_units[squeeze(known.group())] if known else _noun(reading, noun_at, end)
            if unit is None and "vụ" in folded[match.end() : noun_at].split():
                unit = "vụ"  # "không để xảy ra các vụ lộ, mất bí mật nhà nước"
            if "tình trạng" in folded[match.end() : noun_at]:
                unit = None  # what must not be is a state of things, whoever is in it
            if rule is _NONE_LEFT and known is None and (unit is None or not goal or matched.endswith("để")):
                continue  # "không để gián đoạn": what follows need not be a thing that is counted
            return Aim(start=match.start(), end=end, comparator=Comparator.EQUAL, value=0.0, unit=unit, rule=rule.name)
    return None


def _noun(reading: Reading, start: int, end: int) -> str | None:
    stop = _NOUN_END.search(reading.folded, start, end)
    counted = target_words().unit.match(reading.folded, start, stop.start() if stop else end)
    noun = squeeze(reading.flow[start : counted.end() if counted else stop.start() if stop else end]).strip('“”"')
    return noun if 0 < len(noun.split()) <= 4 else None
