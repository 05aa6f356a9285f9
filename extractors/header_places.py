"""Names of units and bodies: kinds, levels, spelling, and which district or province a text names."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.phrases import exact_signs, longest_of
from extractors.reading import Reading
from schema.letters import UPPER, is_capital
from schema.lexicon_files import read_lexicon
from schema.plan import IssuerLevel
from schema.text import bare, fold

_LEXICON = Path(__file__).parent / "lexicon"
COMMUNE_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
DISTRICT_KINDS = ("huyện", "quận", "thị xã")
CITY = "thành phố"
PROVINCE_KIND = "tỉnh"
_KIND = r"xã(?!\s+hội)|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?|t\.p\.?|tỉnh"
# Committees of the Party and the Youth Union are named after their unit, whose kind they cut short: "Huyện ủy Tứ Kỳ".
_SHORT_KINDS = {"tỉnh": "tỉnh", "thành": CITY, "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
_COMMITTEE_OF = rf"(?:{'|'.join(_SHORT_KINDS)})\s(?:ủy(?!\s+ban)|đoàn)"
_WORD = rf"{UPPER}[\w’']*"
_SCHOOL = (
    r"trường (?:tiểu học và thcs|thcs và thpt|th&thcs|tiểu học|thcs|thpt|mầm non|mẫu giáo|trung học cơ sở|"
    r"trung học phổ thông)"
)
# A university or a hospital that one or two words name, no field: "Đại học Huế", "Bệnh viện Bạch Mai".
_NAMED_AFTER = re.compile(
    r"(?:(?:trường )?(?:đại học|cao đẳng)|học viện|bệnh viện) "
    r"(?!(?:đa khoa|sản|nhi|y|mắt|kinh|luật|sư|tài|nông|công|bách|quốc|xây|giao|ngoại|văn|kỹ|chính|hành|khoa|quân|tỉnh"
    r"|huyện)(?!\w))"
    r"(?=\S+(?: \S+)?$)"
)
_UNIT_KIND = re.compile(rf"(?<!\w)(?:{_COMMITTEE_OF}|{_KIND})(?!\w)")
_KIND_ANY = (
    r"[Xx]ã|[Pp]hường|[Tt]hị\s++trấn|[Đđ]ặc\s++khu|[Tt]hị\s++xã|[Tt]hành\s++phố|TP\.?|Tp\.?|"
    r"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị)\s(?:[Ủủ]y|[Uu]ỷ)(?!\s+ban)|[Hh]uyện|[Qq]uận|[Tt]ỉnh"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND_ANY})\s++(?P<name>(?:{_WORD}|"
    rf"\d{{1,2}})(?:\s++{_WORD}){{0,3}}(?:\s++[-–]\s++{_WORD}(?:\s++{_WORD}){{0,2}})?)"
)
# What may follow a unit's name with a capital of its own and is no part of it.
_NEXT_WORDS = re.compile(
    r"(?:[uủ]y ban|uỷ ban|ubnd|hđnd|hội (?:đồng|nghị|nông|liên|cựu)|ban (?:chỉ|thường|chấp|ngành|tổ|tuyên|dân|"
    r"kinh)|phòng (?!chống)|sở |trường |kế hoạch|căn cứ|"
    r"thực hiện|quyết|nghị|công (?:văn|chức|an|tác)|chủ tịch|phó |trong |năm |ngày |và |việt nam|tỉnh|huyện|xã|"
    r"phường|thành phố|thị (?:xã|trấn)|"
    r"quận|đặc khu|là |các |tại |theo |giai đoạn|khóa|khoá|đảng |mặt trận|đoàn |giám |trung tâm|để |với |nơi |lưu|"
    r"tm|kt|phần |mục |điều |nhiệm |"
    r"chi bộ|cục |ngành|cổng |trang |báo cáo|luật |phụ lục|văn phòng|bộ phận|số |từ |về |đến |do |được )"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit named in the text: kind ("huyện"), name ("Tứ Kỳ") and where it stands."""

    kind: str
    name: str
    start: int
    end: int


_AND = re.compile(r" & |(?<=\w\w\w)&(?=\w\w\w)")  # "GIÁO DỤC&ĐÀO TẠO", but "GD&ĐT"
_SYLLABLE = re.compile(r"[^\Waeiouy\d]*[aeiou][a-z]{0,4}")  # one word, no abbreviation


@lru_cache(maxsize=4)
def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read_lexicon(_LEXICON / f"{name}.yaml")
    return loaded


@lru_cache(maxsize=1)
def central_cities() -> frozenset[str]:
    """The folded names of the cities that rank as provinces."""
    return frozenset(fold(name) for name in _load("places")["central_cities"])


@lru_cache(maxsize=1)
def provinces() -> frozenset[str]:
    """The folded names of all provinces before and after July 2025."""
    return frozenset(fold(name) for name in _load("places")["provinces"])


@lru_cache(maxsize=1)
def body_levels() -> tuple[tuple[str, str], ...]:
    """(folded first words of a body, level) with the longest first."""
    pairs = [(fold(word), entry["level"]) for entry in _load("bodies")["bodies"] for word in entry["words"]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[str, str], ...]:
    pairs = [(fold(name), name) for name in _load("bodies")["fields"]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _body_pattern() -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\ ", r"\s++") for word, _ in body_levels())
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)")


def body_word(folded: str) -> tuple[str, str] | None:
    """The words of the lexicon that ``folded`` begins with, and their level; None where it names no body."""
    match = _body_pattern().match(folded)
    if not match:
        return None
    word = " ".join(match.group().split())
    return next((pair for pair in body_levels() if pair[0] == word), None)


def normal_kind(written: str) -> str:
    """The kind in full and lower case: "TP." is "thành phố"."""
    folded = " ".join(fold(written).split())
    if folded.endswith((" ủy", " đoàn")):
        return _SHORT_KINDS[folded.split()[0]]
    return CITY if folded.startswith(("tp", "t.p")) else folded


def level_of(kind: str, name: str) -> IssuerLevel:
    """The level of a unit; a city ranks as a province when it stands under the central government."""
    if kind in COMMUNE_KINDS:
        return IssuerLevel.COMMUNE
    if kind in DISTRICT_KINDS:
        return IssuerLevel.DISTRICT
    if kind == CITY and fold(name) not in central_cities():
        return IssuerLevel.DISTRICT
    return IssuerLevel.PROVINCE


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadUnit:
    """A unit in the name of a body of the head, as written there: ``text[start:end]`` is its kind and name."""

    level: IssuerLevel
    start: int
    end: int


def head_units(text: str) -> list[HeadUnit]:
    """The units that a body's name holds one after the other ("UBND XÃ HÒA AN HUYỆN LỘC SƠN"), in any case."""
    kinds = list(_UNIT_KIND.finditer(fold(text)))
    found: list[HeadUnit] = []
    borders = [*(kind.start() for kind in kinds), len(text)]
    for match, stop in zip(kinds, borders[1:], strict=True):
        name = text[match.end() : stop].rstrip(" .:-–,(")
        if name.strip():
            level = level_of(normal_kind(match.group()), name.strip())
            found.append(HeadUnit(level=level, start=match.start(), end=match.end() + len(name)))
    return found


def unit_in(text: str) -> tuple[str, str] | None:
    """Kind and name of the unit that a body's name ends with ("UBND HUYỆN TỨ KỲ"), in any case; None without one."""
    folded = fold(text)
    match = None
    for match in _UNIT_KIND.finditer(folded):
        rest = text[match.end() :].strip(" .:-–,")
        if rest and not names_body(fold(rest)):
            kind, name = normal_kind(match.group()), title_case(rest) if is_capital(rest) else rest
            return kind, province_name(name) if kind == PROVINCE_KIND else name
    return None


def names_body(folded: str) -> bool:
    """Whether a body begins there ("sở nội vụ", "sở gtvt"), no unit that sounds so ("trường sơn", "vụ bản")."""
    known = body_word(folded)
    if known is None or " " in known[0] or not folded.startswith(f"{known[0]} "):
        return known is not None
    rest = folded.removeprefix(known[0]).strip()
    return _SYLLABLE.fullmatch(bare(rest)) is None or _UNIT_KIND.fullmatch(rest) is not None


def province_name(name: str) -> str:
    """``name`` as the province writes itself, where a recognition read its marks wrong ("Quáng Ngãi", "Lao Cai")."""
    return name if fold(name) in provinces() else _province_by_letters().get(bare(name), name)


@lru_cache(maxsize=1)
def _province_by_letters() -> dict[str, str]:
    return {bare(name): name for name in _load("places")["provinces"]}


def title_case(name: str) -> str:
    """A place name in capitals as it is written: every word with a capital."""
    return " ".join(
        word[:1].upper() + word[1:].lower() if word[1:].isupper() or len(word) == 1 else word for word in name.split()
    )


def named_units(reading: Reading) -> list[NamedUnit]:
    """Every unit that is named with its kind in mixed-case text ("huyện Chợ Đồn"), in order."""
    return list(named_in(reading.flow))


def named_in(flow: str) -> Iterator[NamedUnit]:
    """The units named in ``flow`` one by one; offsets count from its start."""
    for match in _NAMED.finditer(flow):
        if "\n" in match.group() or (match.group("kind").isupper() and not match.group("kind").startswith("TP")):
            continue
        words: list[str] = []
        end = match.start("name")
        folded = fold(match["name"]) + " "
        known = _known_place(folded)
        if known:
            stop = match.start("name") + len(known)
            yield NamedUnit(
                kind=normal_kind(match["kind"]),
                name=" ".join(flow[match.start("name") : stop].split()),
                start=match.start(),
                end=stop,
            )
            continue
        for word in re.finditer(r"\S+", match["name"]):
            capitals = len(word.group()) > 2 and word.group().isupper()
            if capitals or _NEXT_WORDS.match(folded, word.start()):
                break
            words.append(word.group())
            end = match.start("name") + word.end()
        name = " ".join(words).strip(" .,;:-")
        if name:
            yield NamedUnit(kind=normal_kind(match["kind"]), name=name, start=match.start(), end=end)


def _known_place(folded: str) -> str | None:
    """The name of a province or a central city that ``folded`` begins with, as it stands there."""
    match = _known_pattern().match(folded)
    return match.group() if match else None


@lru_cache(maxsize=1)
def _known_pattern() -> re.Pattern[str]:
    return re.compile(longest_of(map(_written, central_cities() | provinces())) + r"(?!\w)")


def _written(name: str) -> list[str]:
    """The pattern of a folded name with whatever white space and dash it is written ("bà rịa – vũng tàu"), by signs."""
    return ["[-–]" if sign == r"\-" else sign for sign in exact_signs(name, r"\s++")]


@lru_cache(maxsize=1)
def _of_department() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)sở\s(?:[^\s,;.:()]+\s++){{1,8}}?(?P<name>{_known_pattern().pattern})")


def department_provinces(reading: Reading) -> list[NamedUnit]:
    """The provinces that departments are named after without the word "tỉnh" ("Sở Giáo dục và Đào tạo Bắc Giang")."""
    found = []
    for match in _of_department().finditer(reading.folded):
        start, end = match.span("name")
        name = " ".join(reading.flow[start:end].split())
        if name[:1].isupper():
            found.append(NamedUnit(kind=PROVINCE_KIND, name=title_case(name), start=start, end=end))
    return found


def most_named(units: list[NamedUnit]) -> NamedUnit | None:
    """The first mention of the unit that is named most often; the earlier one wins a tie."""
    if not units:
        return None
    counts = Counter(fold(unit.name) for unit in units)
    best = max(counts.values())
    return next(unit for unit in units if counts[fold(unit.name)] == best)


def is_district(unit: NamedUnit) -> bool:
    """Whether the unit is a district or a city inside a province."""
    return level_of(unit.kind, unit.name) is IssuerLevel.DISTRICT


def is_province(unit: NamedUnit) -> bool:
    """Whether the unit is a province or a city under the central government, by its name."""
    if unit.kind == PROVINCE_KIND:
        return fold(unit.name).replace("–", "-") in provinces()
    return unit.kind == CITY and fold(unit.name) in central_cities()


def proper(name: str) -> str:
    """A body's name in capitals with the letters it is usually written with ("Sở Nội vụ", "Trường Tiểu học …")."""
    name = _AND.sub(" VÀ ", " ".join(name.split()))
    if not is_capital(name):
        return name
    text = _usual_letters(name[:1] + name[1:].lower())
    found = re.search(rf"(?<!\w)(?:{_COMMITTEE_OF}|{_KIND}|{_SCHOOL})\s++(?=\S)", fold(text))
    found = found or _NAMED_AFTER.match(fold(text))
    if found is None:
        return text
    unit = title_case(name[found.end() :])
    return text[: found.end()] + (province_name(unit) if fold(found.group()).endswith("tỉnh ") else unit)


def _usual_letters(text: str) -> str:
    """``text`` in small letters with the capitals of the fields and acronyms of the lexicon."""
    folded = fold(text)
    for written_folded, written in _fields():
        for match in re.finditer(rf"(?<!\w){re.escape(written_folded)}(?!\w)", folded):
            if text[match.start() : match.end()][1:].islower():
                text = text[: match.start()] + written + text[match.end() :]
    return text
