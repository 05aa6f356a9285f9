"""What a paragraph or run looks like after its styles: font, bold, capitals, hidden, alignment, indent, numbering."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from ingest.docx_package import Element, W

_CHAIN_MAX = 20  # styles based on styles; Word allows ten, a loop would be endless
_OFF = frozenset({"0", "false", "off", "none"})
_TWIPS = 20.0
_CONTENTS = re.compile(r"(?:toc|contents|mục lục) ?[1-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRef:
    """The list and level that a paragraph is numbered in; num_id "0" means: not numbered after all."""

    num_id: str | None
    level: int | None


def attribute(element: Element | None, name: str) -> str | None:
    """The value of the w: attribute ``name``; None where element or attribute is missing."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool | None:
    """The value of a toggle such as ``w:b``; None where it is missing."""
    if element is None:
        return None
    return (element.get(W + "val") or "1").lower() not in _OFF


def to_int(text: str | None) -> int | None:
    """``text`` as an integer, cut at a decimal point; None where it is none (hostile or foreign values occur)."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def number_ref(properties: Element | None) -> NumberRef | None:
    """The numbering that stands in ``properties`` itself."""
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return None
    return NumberRef(
        num_id=attribute(found.find(W + "numId"), "val"), level=to_int(attribute(found.find(W + "ilvl"), "val"))
    )


@dataclass(frozen=True, kw_only=True)
class Styles:
    """The styles part of a document; without one everything is plain."""

    root: Element | None
    _chains: dict[str, tuple[Element, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Element]:
        if self.root is None:
            return {}
        return {style.get(W + "styleId"): style for style in self.root.iterfind(W + "style")}

    @cached_property
    def default_paragraph(self) -> str | None:
        """The id of the style of paragraphs that name none."""
        for style_id, style in self.by_id.items():
            if style.get(W + "type") == "paragraph" and (style.get(W + "default") or "0") not in _OFF:
                return style_id
        return None

    @cached_property
    def _default_run(self) -> Element | None:
        return None if self.root is None else self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, style_id: str | None) -> tuple[Element, ...]:
        """The style and the styles it is based on, nearest first."""
        if style_id is None:
            return ()
        if style_id not in self._chains:
            found: list[Element] = []
            current: str | None = style_id
            while current in self.by_id and len(found) < _CHAIN_MAX:
                style = self.by_id[current]
                found.append(style)
                current = attribute(style.find(W + "basedOn"), "val")
            self._chains[style_id] = tuple(found)
        return self._chains[style_id]

    def paragraph_style(self, properties: Element | None) -> str | None:
        """The id of the style of a paragraph with these properties."""
        named = None if properties is None else attribute(properties.find(W + "pStyle"), "val")
        return named if named in self.by_id else self.default_paragraph

    def is_contents(self, style_id: str | None) -> bool:
        """Whether a style is one of tables of contents: what stands in it repeats the headings."""
        names = (attribute(style.find(W + "name"), "val") or "" for style in self.chain(style_id))
        return any(map(_CONTENTS.fullmatch, names))

    def paragraph_sources(self, properties: Element | None) -> list[Element]:
        """Where to look for a paragraph property, nearest first: the paragraph itself, then its styles."""
        styles = self.chain(self.paragraph_style(properties))
        found = [style.find(W + "pPr") for style in styles]
        return [source for source in (properties, *found) if source is not None]

    def list_sources(self, style_id: str) -> list[Element]:
        """The paragraph properties of a list style, where its numbering stands."""
        return [found for style in self.chain(style_id) if (found := style.find(W + "pPr")) is not None]

    def run_sources(self, run_properties: Element | None, paragraph_style: str | None) -> list[Element]:
        """Where to look for a run property, nearest first: run, character style, paragraph style, defaults."""
        named = None if run_properties is None else attribute(run_properties.find(W + "rStyle"), "val")
        styles = (*self.chain(named), *self.chain(paragraph_style))
        found = [run_properties, *(style.find(W + "rPr") for style in styles), self._default_run]
        return [source for source in found if source is not None]


def first(sources: list[Element], name: str) -> Element | None:
    """The nearest element ``w:name`` of ``sources``."""
    for source in sources:
        found = source.find(W + name)
        if found is not None:
            return found
    return None


def font_of(sources: list[Element]) -> str | None:
    """The font of a run's Latin letters."""
    for source in sources:
        fonts = source.find(W + "rFonts")
        name = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        if name:
            return name
    return None


def is_centered(sources: list[Element]) -> bool:
    """Whether a paragraph is centred."""
    return attribute(first(sources, "jc"), "val") == "center"


def indent_of(sources: list[Element]) -> float | None:
    """Where the first line begins, in points from the text margin; None where nothing says so."""
    values: dict[str, int] = {}
    for source in sources:
        indent = source.find(W + "ind")
        for name in ("left", "start", "firstLine", "hanging"):
            value = to_int(attribute(indent, name))
            if value is not None:
                values.setdefault("left" if name == "start" else name, value)
    if not values:
        return None
    return (values.get("left", 0) + values.get("firstLine", 0) - values.get("hanging", 0)) / _TWIPS


def is_heading(sources: list[Element]) -> bool:
    """Whether an outline level makes the paragraph a heading."""
    level = to_int(attribute(first(sources, "outlineLvl"), "val"))
    return level is not None and level < 9


def number_ref_of(sources: list[Element]) -> NumberRef | None:
    """The numbering of a paragraph: the nearest list and the nearest level (each may come from a style)."""
    refs = [ref for source in sources if (ref := number_ref(source)) is not None]
    if not refs:
        return None
    num_id = next((ref.num_id for ref in refs if ref.num_id is not None), None)
    level = next((ref.level for ref in refs if ref.level is not None), None)
    return NumberRef(num_id=num_id, level=level)
