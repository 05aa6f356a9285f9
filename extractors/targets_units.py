"""What a number counts: the unit of the lexicon or the noun that follows it, with "/tháng" where a rate is told.

Reads the words behind a number; writes the unit as it is spelled. "04 tiết có ứng dụng CNTT/tháng" and "04 tiết mỗi
tháng" both count "tiết/tháng".
"""

import re

from extractors.reading import Reading
from extractors.targets_lexicon import TargetWords
from extractors.tolerant import spaced
from schema.text import squeeze

_TIME = r"(?P<per>năm học|học kỳ|năm|tháng|quý|tuần|ngày)(?!\w)"
_EVERY = re.compile(spaced(r"\s+(?:trong )?mỗi " + _TIME))
_LATER = re.compile(spaced(r"[^\d;.,]{0,50}?/\s*(?:0?1 )?" + _TIME))
_NO_NOUN = (
    r"(?!(?:trở|trong|không|đạt|được|cao|thấp|hơn|so|là|và|đến|của|cho|với|từ|theo|tại|để|về|xuống|lên|có)(?!\w))"
)
_NOUN = rf"\s*(?P<noun>{_NO_NOUN}[a-zà-ỹđ]+(?: (?!trở )[a-zà-ỹđ]+)?)"
_RATED = re.compile(spaced(_NOUN + r"\s*/\s*(?:0?1 )?" + _TIME))
# A ratio: so many of one kind to a unit or a number of another: "112 bé trai/100 bé gái", "2,1 con/phụ nữ".
_RATIO = re.compile(
    spaced(
        rf" ?(?P<noun>(?:{_NO_NOUN}[a-zà-ỹđ]+(?: {_NO_NOUN}[a-zà-ỹđ]+){{0,3}})?) ?/ ?"
        rf"(?P<per>(?:\d[\d.]*0 (?=\w)|(?=bà mẹ|phụ nữ|nữ|nam|cặp))"
        rf"{_NO_NOUN}[a-zà-ỹđ]+(?: {_NO_NOUN}[a-zà-ỹđ]+){{0,5}}?"
        r"(?:(?<=trẻ)(?: em)? (?:sinh|đẻ)(?: ra)?(?: còn)? sống)?)"
        r"(?= (?:sinh ra|đẻ|vào|năm|trở|trong|không|đạt|được|cao|thấp|hơn|so|là|và|đến|của|cho|với|từ|theo|tại|để|về"
        r"|xuống|lên|có)(?!\w)| ?(?:[.,;:)]|$))"
    )
)
_BARE = re.compile(spaced(_NOUN + r"(?=\s*(?:/|,|\.|;|$|trở|cho|về|tại|trong|của|được|để|và))"))

_COUNTED = re.compile(spaced(rf"{_NOUN}(?= )"))


def unit_of(
    reading: Reading,
    start: int,
    end: int,
    unit: re.Match[str] | None,
    words: TargetWords,
    *,
    told: bool,
    bounded: bool,
) -> str | None:
    """The unit of the number that ends at ``start``; None where nothing is counted.

    unit: the match of the lexicon, if any; told: the words before the number say that something is to be reached, so
    that a noun of no list may be what is counted; bounded: "ít nhất" or the like, so that it is, whatever follows it.
    """
    ratio = _RATIO.match(reading.folded, start, end)
    if ratio is not None:
        return _of_two(reading, ratio)
    if unit is None:
        return _noun(reading, start, end, told=told, bounded=bounded)
    own = squeeze(reading.flow[unit.start() : unit.end()])
    per = words.per.match(reading.folded, unit.end(), end)
    if per is None:
        later = _EVERY.match(reading.folded, unit.end(), end) or _LATER.match(reading.folded, unit.end(), end)
        return own if later is None else f"{own}/{squeeze(reading.flow[later.start('per') : later.end('per')])}"
    tail = squeeze(reading.flow[unit.end() : per.end()]).replace("/ ", "/").replace(" /", "/")
    second = words.per.match(reading.folded, per.end(), end)
    tail = re.sub(r"/(?:01|1) ", "/", tail)
    return own + tail.strip() + (squeeze(reading.flow[per.end() : second.end()]) if second else "")


def _of_two(reading: Reading, match: re.Match[str]) -> str:
    """ "noun/per" as the text spells both."""
    noun, per = (squeeze(reading.flow[match.start(name) : match.end(name)]) for name in ("noun", "per"))
    return f"{noun}/{per}"


def _noun(reading: Reading, start: int, end: int, *, told: bool, bounded: bool) -> str | None:
    rated = _RATED.match(reading.folded, start, end)
    if rated is not None:
        return _of_two(reading, rated)
    noun_match = _BARE.match(reading.folded, start, end) if told else None
    noun_match = noun_match or (_COUNTED.match(reading.folded, start, end) if bounded else None)
    return squeeze(reading.flow[noun_match.start("noun") : noun_match.end("noun")]) if noun_match else None
