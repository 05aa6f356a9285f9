"""One plan as Akoma Ntoso 3.0 (OASIS LegalDocML): an XML that other systems for legal documents read.

A ``doc`` with preface (header), preamble (căn cứ), mainBody (the section tree), conclusions (closing paragraph,
recipients, signature). eIds are the section ids of the contract; annexes are containers at the end of the body.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from corpus.export.plain import clean, one_line
from extractors.flow import prepare
from extractors.reading import Paragraph
from schema.plan import Found, Plan, Section, Zone
from schema.text import bare

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
HEADER_ZONE = "HDR"
_CONCLUDING = (Zone.CLOSING.value, Zone.RECIPIENTS.value, Zone.SIGNATURE.value)
_ANNEX = re.compile(r"PL\w*")
_NO_ID = re.compile(r"[^\w.-]+")
# What a marker makes of its section; the first that fits.
_ELEMENTS = (
    (re.compile(r"(?i)\s*phần\b"), "part"),
    (re.compile(r"(?i)\s*chương\b"), "chapter"),
    (re.compile(r"(?i)\s*điều\b"), "article"),
    (re.compile(r"\s*(?:[IVXLC]+|[A-Z])[.)/]?\s*$"), "section"),
    (re.compile(r"\s*\d+(?:\.\d+)*[.)/]?\s*$"), "paragraph"),
    (re.compile(r"\s*\w[.)/]?\s*$"), "point"),
)
# The day that stands for an unknown one: the schema asks for a date.
_NO_DAY = "0001-01-01"


def write_akoma_ntoso(plan: Plan, out: Path) -> None:
    """``plan`` as an Akoma Ntoso document at ``out``."""
    root = _Builder(plan).document()
    etree.indent(root)
    out.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n")


class _Builder:
    """Puts every paragraph of the text into the innermost section that holds it, in the order of the text."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        reading = prepare(plan.document)
        reading.sections = plan.sections
        self._flow = reading.flow
        self._children: dict[int | None, list[int]] = defaultdict(list)
        self._own: dict[int | None, list[Paragraph]] = defaultdict(list)
        self._ids: set[str] = set()
        self._nest()
        for paragraph in reading.paragraphs:
            self._own[self._innermost(paragraph.start)].append(paragraph)

    def document(self) -> etree._Element:
        root = etree.Element(_tag("akomaNtoso"), nsmap={None: NAMESPACE})
        document = etree.SubElement(root, _tag("doc"), name="keHoach")
        self._meta(document)
        self._zone(document, "preface", (HEADER_ZONE,))
        self._zone(document, "preamble", (Zone.PREAMBLE.value,))
        body = etree.SubElement(document, _tag("mainBody"))
        self._paragraphs(body, self._own[None])
        zones = (HEADER_ZONE, Zone.PREAMBLE.value, *_CONCLUDING)
        for index in self._children[None]:
            if self._plan.sections[index].id not in zones:
                self._section(body, index)
        if len(body) == 0:
            etree.SubElement(body, _tag("p"))
        self._zone(document, "conclusions", _CONCLUDING)
        return root

    def _nest(self) -> None:
        """Sections by the one around them: by extent, since numbers may repeat in a plan."""
        around: list[int] = []
        for index, section in enumerate(self._plan.sections):
            while around and section.start >= self._plan.sections[around[-1]].end:
                around.pop()
            self._children[around[-1] if around else None].append(index)
            around.append(index)

    def _innermost(self, offset: int) -> int | None:
        found, level = None, self._children[None]
        while True:
            inside = [i for i in level if self._plan.sections[i].start <= offset < self._plan.sections[i].end]
            if not inside:
                return found
            found = inside[-1]
            level = self._children.get(found, [])

    def _zone(self, parent: etree._Element, name: str, ids: Iterable[str]) -> None:
        found = [index for index in self._children[None] if self._plan.sections[index].id in ids]
        if not found:
            return
        element = etree.SubElement(parent, _tag(name))
        for index in found:
            for inner in self._with_all_below(index):
                self._paragraphs(element, self._own[inner])
        if len(element) == 0:
            etree.SubElement(element, _tag("p"))

    def _with_all_below(self, index: int) -> list[int]:
        return [index, *(inner for child in self._children.get(index, ()) for inner in self._with_all_below(child))]

    def _section(self, parent: etree._Element, index: int) -> None:
        section = self._plan.sections[index]
        element = _hierarchical(parent, section, self._identifier(section))
        heading_end = section.start
        if section.marker:
            etree.SubElement(element, _tag("num")).text = one_line(section.marker)
        if section.title:
            etree.SubElement(element, _tag("heading")).text = one_line(section.title)
        if section.marker or section.title:
            heading_end = self._heading_end(section)
        children = self._children.get(index, [])
        first = self._plan.sections[children[0]].start if children else section.end
        before = [paragraph for paragraph in self._own[index] if paragraph.start < first]
        after = [paragraph for paragraph in self._own[index] if paragraph.start >= first]
        if children:
            self._block(element, "intro", before, heading_end)
            for child in children:
                self._section(element, child)
            self._block(element, "wrapUp", after, heading_end)
        else:
            self._block(element, "content", before, heading_end)
            if element.find(_tag("content")) is None:
                etree.SubElement(etree.SubElement(element, _tag("content")), _tag("p"))

    def _heading_end(self, section: Section) -> int:
        """Where the words of ``num`` and ``heading`` end: the marker alone where the section has no title."""
        if section.title:
            return section.evidence.end
        opening = self._plan.document.text[section.start : section.end]
        marker = section.marker or ""
        return section.start + (len(marker) if opening.startswith(marker) else 0)

    def _block(self, parent: etree._Element, name: str, paragraphs: list[Paragraph], begin: int) -> None:
        texts = [text for paragraph in paragraphs if (text := self._text(max(begin, paragraph.start), paragraph.end))]
        if texts:
            block = etree.SubElement(parent, _tag(name))
            for text in texts:
                etree.SubElement(block, _tag("p")).text = text

    def _paragraphs(self, parent: etree._Element, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            etree.SubElement(parent, _tag("p")).text = self._text(paragraph.start, paragraph.end)

    def _text(self, start: int, end: int) -> str:
        return one_line(self._flow[start:end]) if start < end else ""

    def _identifier(self, section: Section) -> str:
        """The section id as an eId: letters, digits, "." and "-"; numbered on where a plan repeats it."""
        plain = "sec_" + _NO_ID.sub("-", clean(section.id))
        identifier, again = plain, 2
        while identifier in self._ids:
            identifier, again = f"{plain}--{again}", again + 1
        self._ids.add(identifier)
        return identifier

    def _meta(self, document: etree._Element) -> None:
        header = self._plan.header
        day = _value(header.date)
        number = _slug(_value(header.symbol)) or self._plan.document.source.sha256[:12]
        work = f"/akn/vn/doc/{day or 'nd'}/{number}"
        meta = etree.SubElement(document, _tag("meta"))
        identification = etree.SubElement(meta, _tag("identification"), source="#kehoach")
        places = {
            "FRBRWork": (work, "ban-hanh", "#issuer"),
            "FRBRExpression": (f"{work}/vie@", "ban-hanh", "#issuer"),
            "FRBRManifestation": (f"{work}/vie@.akn", "boc-tach", "#kehoach"),
        }
        for name, (uri, event, author) in places.items():
            level = etree.SubElement(identification, _tag(name))
            etree.SubElement(level, _tag("FRBRthis"), value=f"{uri}/!main")
            etree.SubElement(level, _tag("FRBRuri"), value=uri)
            etree.SubElement(level, _tag("FRBRdate"), date=_whole_day(day), name=event)
            etree.SubElement(level, _tag("FRBRauthor"), href=author)
            if name == "FRBRWork":
                etree.SubElement(level, _tag("FRBRcountry"), value="vn")
            if name == "FRBRExpression":
                etree.SubElement(level, _tag("FRBRlanguage"), language="vie")
        references = etree.SubElement(meta, _tag("references"), source="#kehoach")
        issuer = one_line(_value(header.issuer) or "") or "không rõ"
        _organization(references, "issuer", f"/akn/ontology/organization/vn/{_slug(issuer)}", issuer)
        _organization(references, "kehoach", "/akn/ontology/organization/vn/kehoach", "kehoach")


def _organization(parent: etree._Element, identifier: str, href: str, shown: str) -> None:
    etree.SubElement(parent, _tag("TLCOrganization"), eId=identifier, href=href, showAs=shown)


def _hierarchical(parent: etree._Element, section: Section, identifier: str) -> etree._Element:
    if _ANNEX.fullmatch(section.id):
        return etree.SubElement(parent, _tag("hcontainer"), name="phuLuc", eId=identifier)
    marker = section.marker or ""
    name = next((element for pattern, element in _ELEMENTS if pattern.match(marker)), "level")
    return etree.SubElement(parent, _tag(name), eId=identifier)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _value(found: Found[str] | None) -> str | None:
    return None if found is None else found.value


def _slug(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "-", bare(text or "")).strip("-")


def _whole_day(stated: str | None) -> str:
    """A date as the schema wants it; what a partial one lacks is the first of its kind, only here."""
    if stated is None:
        return _NO_DAY
    return stated + _NO_DAY[len(stated) :] if re.fullmatch(r"\d{4}(-\d{2}){0,2}", stated, re.ASCII) else _NO_DAY
