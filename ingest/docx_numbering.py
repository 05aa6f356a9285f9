"""The numbers that Word shows and does not store: ``numbering.xml`` resolved paragraph by paragraph.

Word keeps one row of counters per abstract list; several lists (``w:num``) on one abstract list count on, unless one
starts anew by ``startOverride``. A level restarts when a higher level was counted, or as ``lvlRestart`` says.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ingest.docx_package import Element, W
from ingest.docx_styles import Styles, attribute, first, font_of, indent_of, is_on, number_ref_of, to_int
from ingest.encodings.symbols import symbol

LEVELS = 9
BULLET = "-"
# Second-level bullet of the genre; Word's own is an "o" in Courier New, LibreOffice's a circle.
SECOND_BULLET = "+"
_SECOND_BULLETS = frozenset("o◦○")
_KEPT_BULLETS = frozenset("-+*–—")
_COUNTER_MAX = 9_999_999
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list as its definition has it. restart: the level (from 1) that restarts this one, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str | None = None
    indent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumList:
    """A list (``w:num``): its abstract list, its levels after overrides, and the levels that start anew."""

    abstract: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The generated number or bullet of a paragraph: text, what parts it from the paragraph, font, indent."""

    text: str
    gap: str
    font: str | None
    indent: float | None
    bullet: bool = False


@dataclass(kw_only=True)
class Numbering:
    """The lists of a document and how far each has counted. ``marker`` must be asked in document order."""

    lists: dict[str, NumList]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, sources: list[Element], style_ids: Iterable[str]) -> Marker | None:
        """The marker of the next paragraph with these property sources and styles; counts it. None if unnumbered."""
        ref = number_ref_of(sources)
        if ref is None or ref.num_id is None or ref.num_id not in self.lists:
            return None
        num = self.lists[ref.num_id]
        level = ref.level if ref.level is not None else _linked_level(num, style_ids)
        if not 0 <= level < len(num.levels):
            return None
        self._count(ref.num_id, num, level)
        return self._render(num, level)

    def _count(self, num_id: str, num: NumList, level: int) -> None:
        counters = self._counters.setdefault(num.abstract, [None] * LEVELS)
        start = num.starts.get(level, num.levels[level].start)
        if level in num.starts and (num_id, level) not in self._begun:
            counters[level] = None
        self._begun.add((num_id, level))
        current = counters[level]
        counters[level] = start if current is None else min(current + 1, _COUNTER_MAX)
        for deeper in range(level + 1, min(LEVELS, len(num.levels))):
            restart = num.levels[deeper].restart
            if restart is None or level < restart:
                counters[deeper] = None

    def _render(self, num: NumList, level: int) -> Marker | None:
        definition = num.levels[level]
        gap = "" if definition.suffix == "nothing" and not definition.text[-1:].isspace() else " "
        if definition.form == "bullet":
            return Marker(text=_bullet(definition), gap=" ", font=None, indent=definition.indent, bullet=True)
        counters = self._counters[num.abstract]

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            if place >= len(num.levels):
                return ""
            value = counters[place]
            form = "decimal" if definition.legal else num.levels[place].form
            return _FORMS.get(form, str)(num.levels[place].start if value is None else value)

        text = _PLACE.sub(shown, definition.text).strip()
        return Marker(text=text, gap=gap, font=definition.font, indent=definition.indent) if text else None


def _linked_level(num: NumList, style_ids: Iterable[str]) -> int:
    """The level that a style of the paragraph is linked to; the first level without a link."""
    for style_id in style_ids:
        for index, level in enumerate(num.levels):
            if level.style == style_id:
                return index
    return 0


def _bullet(level: Level) -> str:
    sign = level.text.strip()[:1]
    if sign and "\uf000" <= sign <= "\uf0ff":
        sign = symbol(ord(sign), level.font)
    if sign in _SECOND_BULLETS:
        return SECOND_BULLET
    return sign if sign in _KEPT_BULLETS else BULLET


def load_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of ``numbering.xml`` (None: a document without lists)."""
    if root is None:
        return Numbering(lists={})
    abstracts = {item.get(W + "abstractNumId"): item for item in root.iterfind(W + "abstractNum")}
    nums = {item.get(W + "numId"): item for item in root.iterfind(W + "num")}
    return Numbering(
        lists={num_id: _num_list(item, nums, abstracts, styles) for num_id, item in nums.items() if num_id != "0"}
    )


def _num_list(item: Element, nums: dict[str, Element], abstracts: dict[str, Element], styles: Styles) -> NumList:
    abstract_id = _abstract_id(item, nums, abstracts, styles)
    abstract = abstracts.get(abstract_id)
    levels = [Level()] * LEVELS
    if abstract is not None:
        for element in abstract.iterfind(W + "lvl"):
            _put(levels, element)
    starts: dict[int, int] = {}
    for override in item.iterfind(W + "lvlOverride"):
        index = to_int(override.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        own = override.find(W + "lvl")
        if own is not None:
            _put(levels, own)
        start = to_int(attribute(override.find(W + "startOverride"), "val"))
        if start is not None:
            starts[index] = start
    return NumList(abstract=abstract_id, levels=tuple(levels), starts=starts)


def _abstract_id(item: Element, nums: dict[str, Element], abstracts: dict[str, Element], styles: Styles) -> str:
    """The id of the abstract list with the levels; a list that borrows a list style's levels is followed to them."""
    abstract_id = attribute(item.find(W + "abstractNumId"), "val") or ""
    for _ in range(5):
        abstract = abstracts.get(abstract_id)
        link = None if abstract is None else attribute(abstract.find(W + "numStyleLink"), "val")
        if link is None:
            break
        ref = number_ref_of(styles.list_sources(link))
        target = nums.get(ref.num_id) if ref is not None and ref.num_id is not None else None
        if target is None:
            break
        abstract_id = attribute(target.find(W + "abstractNumId"), "val") or ""
    return abstract_id


def _put(levels: list[Level], element: Element) -> None:
    index = to_int(element.get(W + "ilvl"))
    if index is None or not 0 <= index < LEVELS:
        return
    form = next((attribute(found, "val") for found in element.iter(W + "numFmt")), None)
    start = to_int(attribute(element.find(W + "start"), "val"))
    run, properties = element.find(W + "rPr"), element.find(W + "pPr")
    levels[index] = Level(
        start=1 if start is None else max(-1, min(start, _COUNTER_MAX)),
        form="bullet" if element.find(W + "lvlPicBulletId") is not None else form or "decimal",
        text=attribute(element.find(W + "lvlText"), "val") or "",
        suffix=attribute(element.find(W + "suff"), "val") or "tab",
        restart=to_int(attribute(element.find(W + "lvlRestart"), "val")),
        legal=bool(is_on(first([element], "isLgl"))),
        style=attribute(element.find(W + "pStyle"), "val"),
        font=None if run is None else font_of([run]),
        indent=None if properties is None else indent_of([properties]),
    )


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def roman(number: int) -> str:
    """``number`` in Roman capitals; in figures outside 1..3999, as Word writes them."""
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        out.append(sign * times)
    return "".join(out)


def letter(number: int) -> str:
    """``number`` as Word's capital letters: A..Z, AA, BB, ... ZZ, AAA (Latin, in Vietnamese files, too)."""
    if not 0 < number <= 780:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (times + 1)


def in_words(number: int) -> str:
    """``number`` in Vietnamese words up to 99; in figures beyond, where nobody numbers in words."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    return f"{head} {'lăm' if ones == 5 else 'mốt' if ones == 1 and tens > 1 else _DIGITS[ones]}"


def _in_words_capital(number: int) -> str:
    return in_words(number).capitalize()


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "vietnameseCounting": in_words,
    "cardinalText": _in_words_capital,
    "none": lambda number: "",
}
