"""Deadlines: by when, in which period, how often.

Reads a Reading whose sections, citations and targets are known; writes Deadlines in the order in which they stand.
Dates of cited documents, years in names and results of earlier years are none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.deadlines_grammar import CORE, NEEDS, Shape, rules
from extractors.deadlines_made import made
from extractors.deadlines_periods import by_date, date_range, open_period, period, tells_act
from extractors.deadlines_place import Place
from extractors.deadlines_recurring import always, lone_day, recurring, recurring_date
from extractors.reading import Reading
from extractors.targets import targets
from extractors.tolerant import tolerant, tolerant_any
from schema.plan import Deadline, DeadlineKind

_LEFT, _RIGHT = 60, 140
_DAY = re.compile(r"ngày|(?<![\d/])\d{1,2}[^\S\n]*[/.\-–][^\S\n]*\d{1,2}(?!\d)")
_WHEN = re.compile(r"(?:trong|vào|ngay|dự kiến|xong|từ)\s.*(?:tháng|quý|học|nửa|hè|hết)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"^\D*(?:19|20)\d\d\D*$")
_STRIVES = re.compile(r"(?<!\w)(?:phấn đấu|phần đầu)\s*$")
_IN_FORCE = re.compile(r"hiệu lực(?:\s+\w+){0,3}\s*$")
_HOURS = re.compile(r"\d\s+(?:giờ|phút)")
_ANCHOR = re.compile(r"\d.*(?:kể từ|tính từ|sau|trước|khi|từ|so với)\s|trong\s+(?:vòng|thời)")
_LIMIT = re.compile(r"không\s+quá\s+\d{1,3}\s+ngày(?:\s+làm\s+việc)?")
_ANSWERED = re.compile(
    r"(?<!thời gian )(?<!thời hạn )(?<!\w)(?:trả lời|giải quyết|phản hồi|thông báo|trả kết quả|xử lý|xác minh|xin lỗi"
    r"|công khai)(?!\w)[^,;]{0,60}\Z"
)
_ROUND_THE_CLOCK = re.compile(r"24/7")
_NUMBER = re.compile(r"\d")
_OFTEN_BEFORE = re.compile(r"(?<!\w)tần suất(?!\w)[^,;.\n\d]{0,30}\Z")
_TIMES_PER = re.compile(r"\d(?<![\d.,/]\d)\d?\s+(?:lần|đợt|kỳ|cuộc)\s*/\s*(?P<per>năm|quý|tháng|tuần|ngày)")
# "Định kỳ" before what somebody does; a report or a meeting "định kỳ" only has a name, and "quy định" is another word.
_REGULARLY = re.compile(
    tolerant("định kỳ")
    + r"(?=[^\S\n]+"
    + tolerant_any(
        "báo cáo",
        "tổng hợp",
        "kiểm tra",
        "đánh giá",
        "cập nhật",
        "rà soát",
        "sơ kết",
        "tổ chức",
        "theo dõi",
        "thống kê",
        "thu thập",
        "gửi",
        "công bố",
        "công khai",
    )
    + ")"
)
_REGULAR_NAME = re.compile(r"(?<!\w)(?:báo cáo|kiểm tra|giám sát|giao ban|họp|khám|xác|quy|ấn|quyết)\s*\Z")
# Behind what somebody does: "rà soát, cập nhật định kỳ"; not in "chế độ báo cáo định kỳ", "100% báo cáo định kỳ".
_DONE_REGULARLY = re.compile(
    r"(?:(?<=[;.,:\n]) ?|(?<!\w)(?:và|(?P<acts>tổ chức|phải|tiếp tục|rà soát|xã|phường|vị|quan)) )"
    r"(?:báo cáo|cập nhật|rà soát|đánh giá|tổng hợp|thống kê|công bố) (?P<when>định kỳ)(?! (?:h[àằ]ng|mỗi|\d|\())"
    r"|(?P<rule>(?<!\w)theo định kỳ)(?! (?:h[àằ]ng|mỗi|\d))"
)
_REGIME = re.compile(r"(?<!\w)(?:chế độ|các loại|các|những|số)(?!\w)[^;.\n]{0,24}\Z")
_SENTENCE_END = re.compile(r"[.;](?=\s)|\n")
_DEPENDS = re.compile(r"\s*(?:theo|sau|khi|ngay|đột xuất|trước|đến|đảm bảo|bảo đảm|kịp thời|đúng)(?!\w)")


def deadlines(reading: Reading) -> tuple[Deadline, ...]:
    """All deadlines of ``reading``; also marks them under "deadlines"."""
    if "figures" not in reading.spans:
        targets(reading)
    place = Place(reading)
    found: list[Deadline] = []
    taken: list[tuple[int, int]] = []
    windows = _windows(reading.folded)
    needed = {
        shape: [window for window in windows if need.search(reading.folded, *window)] for shape, need in NEEDS.items()
    }
    for shape, rule in rules():
        for window in needed[shape]:
            for match in rule.finditer(reading.folded, *window):
                start, end = match.span()
                if any(a < end and start < b for a, b in taken):
                    continue
                deadline = _judge(reading, place, shape, start, end, rule.name)
                if deadline is not None:
                    found.append(deadline)
                if deadline is not None or shape in (Shape.RANGE, Shape.RECURRING_DATE, Shape.OPEN):
                    taken.append((start, end))
    found = _with_brackets(reading, found)
    found.extend(_bare_cells(reading, place, taken))
    found.extend(_told_times(reading, place, [*taken, *place.time_cells]))
    found.extend(_regularly(reading, place, found))
    found.extend(_repeated(reading, place, tuple(found)))
    found = [replace(one, task_row=place.task_row(one.evidence.start)) for one in found]
    found.sort(key=lambda one: one.evidence.start)
    reading.mark("deadlines", [(one.evidence.start, one.evidence.end) for one in found])
    return tuple(found)


def _with_brackets(reading: Reading, found: list[Deadline]) -> list[Deadline]:
    """``found`` with a frequency and what goes with it as one: the day in a bracket ("hằng quý (trước ngày 10 …)"), a
    second frequency ("thường xuyên, hằng năm").

    A plan, a budget or a report of every year is called so, too, so that only a day joins "hằng năm".
    """
    merged: list[Deadline] = []
    for one in sorted(found, key=lambda item: item.evidence.start):
        last = merged[-1] if merged else None
        between = reading.folded[last.evidence.end : one.evidence.start] if last is not None else ""
        yearly = last is not None and last.frequency == ("năm",)
        recurs = one.kind is DeadlineKind.RECURRING and not (yearly and _NUMBER.search(one.evidence.quote) is None)
        both = last is not None and last.kind is DeadlineKind.RECURRING and recurs
        always = last is not None and last.rule == "always" and one.kind is DeadlineKind.RECURRING
        listed = always and between.strip() == ","
        if last is not None and ((both and between.strip() == "(") or listed):
            closes = both and reading.folded.startswith(")", one.evidence.end)
            merged[-1] = replace(last, evidence=reading.cite(last.evidence.start, one.evidence.end + closes))
        else:
            merged.append(one)
    return merged


def _bare_cells(reading: Reading, place: Place, taken: list[tuple[int, int]]) -> Iterator[Deadline]:
    """What a deadline column or a label's line says without naming a time: "02 lần/năm", "Theo tiến độ của tỉnh"."""
    for start, end in [*place.time_cells, *place.label_lines]:
        if any(a < end and start < b for a, b in taken):
            continue
        times = _TIMES_PER.search(reading.folded, start, end)
        if times is not None:
            yield made(reading, start, end, DeadlineKind.RECURRING, "cell_times", frequency=(times["per"],))
        elif re.match(r"định\s+kỳ", reading.folded[start:end]):
            yield made(reading, start, end, DeadlineKind.RECURRING, "cell_regular")
        elif _DEPENDS.match(reading.folded, start, end):
            yield made(reading, start, end, DeadlineKind.RELATIVE, "cell_relative")


def _told_times(reading: Reading, place: Place, taken: list[tuple[int, int]]) -> Iterator[Deadline]:
    """How often, in running text behind the word for it ("quan trắc với tần suất 02 lần/tháng") or alone in a cell."""
    for times in _TIMES_PER.finditer(reading.folded):
        start, end = times.span()
        told = _OFTEN_BEFORE.search(reading.folded, max(0, start - _LEFT), start) or place.alone(start, end)
        if not told or place.quiet(start) or any(a < end and start < b for a, b in taken):
            continue
        yield made(reading, start, end, DeadlineKind.RECURRING, "told_times", frequency=(times["per"],))


def _regularly(reading: Reading, place: Place, found: list[Deadline]) -> Iterator[Deadline]:
    """What is to be done regularly where its sentence tells no time: "định kỳ tổng hợp, báo cáo kết quả"."""
    spans = [(one.evidence.start, one.evidence.end) for one in found]
    done = (one for one in _DONE_REGULARLY.finditer(reading.folded) if not _is_regime(reading.folded, one))
    regular = [(match.span(), True) for match in _REGULARLY.finditer(reading.folded)]
    for (start, end), may_name in regular + [(match.span(match.lastgroup or 0), False) for match in done]:
        stop = _SENTENCE_END.search(reading.folded, end)
        first = start - len(place.clause_before(start))
        last = stop.start() if stop is not None else len(reading.folded)
        told = place.told(start) or place.quiet(start) or place.quoted(start, end) or place.in_heading(start, end)
        named = may_name and _REGULAR_NAME.search(place.clause_before(start))
        if not told and not named and not any(a < last and first < b for a, b in spans):
            yield made(reading, start, end, DeadlineKind.RECURRING, "regularly")


def _is_regime(folded: str, match: re.Match[str]) -> bool:
    """Whether a report "định kỳ" is only a name: "thực hiện chế độ thông tin, báo cáo định kỳ"."""
    if match["when"] is None or match["acts"] is not None:
        return False
    return _REGIME.search(folded, max(0, match.start() - 40), match.start()) is not None


def _repeated(reading: Reading, place: Place, found: tuple[Deadline, ...]) -> Iterator[Deadline]:
    """The deadlines of cells that only repeat the cell above ("nt", "Như trên")."""
    for (start, end), (first, last) in place.repeats:
        for one in found:
            if first <= one.evidence.start < last:
                yield replace(one, section=reading.section_id_at(start), evidence=reading.cite(start, end))


def _windows(folded: str) -> list[tuple[int, int]]:
    """Stretches of the text around everything that may be a time; merged, and inside one paragraph each."""
    windows: list[tuple[int, int]] = []
    for match in CORE.finditer(folded):
        left = max(match.start() - _LEFT, folded.rfind("\n", max(0, match.start() - _LEFT), match.start()) + 1)
        line_end = folded.find("\n", match.end(), match.end() + _RIGHT)
        right = line_end if line_end >= 0 else min(len(folded), match.end() + _RIGHT)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _judge(reading: Reading, place: Place, shape: Shape, start: int, end: int, rule: str) -> Deadline | None:
    if (
        place.quiet(start)
        or place.quoted(start, end)
        or place.dates_a_document(start)
        or place.heads_column(start)
        or place.has_name(start, end)
        or (_YEAR.search(reading.folded, start, end) and place.told(start) and not place.labelled(start, end))
        or reading.masked(start, end, "indicator_heads")
        or _ROUND_THE_CLOCK.fullmatch(reading.folded, start, end)
        or _only_names(reading, place, shape, start, end)
    ):
        return None
    judges = {
        Shape.RECURRING_DATE: recurring_date,
        Shape.RECURRING: recurring,
        Shape.OPEN: open_period,
        Shape.RANGE: date_range,
        Shape.OFFSET: _offset,
        Shape.BY_DATE: by_date,
        Shape.PERIOD: period,
        Shape.LONE_DAY: lone_day,
        Shape.ALWAYS: always,
        Shape.RELATIVE: _relative,
    }
    return judges[shape](reading, place, start, end, rule)


def _only_names(reading: Reading, place: Place, shape: Shape, start: int, end: int) -> bool:
    """Whether a time in a heading is part of its name. A short item is a heading, too: its dates are meant."""
    if not place.in_heading(start, end) or (shape is Shape.RANGE and place.looks_ahead(start, end)):
        return False
    if place.labelled(start, end):
        # "1. Năm 2022" groups what follows; "1. Tháng 3/2023" says when it is due.
        return shape in (Shape.PERIOD, Shape.RANGE) and not re.search(r"tháng|quý|/", reading.folded[start:end])
    if shape in (Shape.RECURRING_DATE, Shape.OFFSET, Shape.RECURRING, Shape.RELATIVE):
        return reading.folded[end : end + 1] == ":"
    text = reading.folded[start:end]
    if _DAY.search(text) is not None:
        return False
    behind_colon = reading.folded[max(0, start - 2) : start].rstrip().endswith(":")
    if behind_colon and place.ends_heading(end) and _ONLY_YEAR.match(text) is None:
        return False  # "2.1. Đợt 1: Trong tháng 12/2025"
    meant = _WHEN.match(text) is not None or place.in_figure(start, end) or tells_act(place, start, end)
    if meant and (place.has_no_text_below(start) or place.ends_as_sentence(start)):
        return False  # a short item is one sentence: "1. Khảo sát hài lòng trong quý II"
    if place.in_annex_title(start):
        return True
    if shape is Shape.BY_DATE and _STRIVES.search(place.clause_before(start)):
        return False  # "1. Phấn đấu đến cuối năm 2025 đạt các chỉ tiêu sau"
    # "2. Mục tiêu cụ thể đến năm 2015" sets the time for what follows; a year in mid-heading names a programme.
    return shape is not Shape.BY_DATE or (_ONLY_YEAR.match(text) is not None and not place.ends_heading(end))


def _offset(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    text = reading.folded[start:end]
    if _IN_FORCE.search(place.clause_before(start)) or (_HOURS.search(text) and not _ANCHOR.search(text)):
        return None
    if _LIMIT.fullmatch(text) and not _ANSWERED.search(place.clause_before(start)):
        return None  # "thời gian nghỉ không quá 05 ngày": how long, not by when
    return made(reading, start, end, DeadlineKind.OFFSET, rule)


def _relative(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    if place.in_figure(start, end):
        return None  # "100% hồ sơ được giải quyết đúng thời hạn": what is measured, not when it is due
    return made(reading, start, end, DeadlineKind.RELATIVE, rule)
