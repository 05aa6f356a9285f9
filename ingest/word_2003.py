"""Word 2003 XML to the parts of a DOCX: the same vocabulary in another namespace, with some words of its own.

LibreOffice reads such files, too, but shifts the places in the numbers of lists ("I.1." for "1."). Footnotes and
running heads stand where they are referred to; changes, bookmarks and comments are annotations round the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.docx_package import R_ID, Element, W

WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KEPT_NAMESPACES = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_MAIN = "word/document.xml"

_ELEMENTS = {
    "listPr": "numPr", "ilfo": "numId", "listDef": "abstractNum", "list": "num", "ilst": "abstractNumId",
    "listStyleLink": "numStyleLink", "nfc": "numFmt", "hlink": "hyperlink", "vmerge": "vMerge",
}  # fmt: skip
_ATTRIBUTES = {
    "h-ansi": "hAnsi", "fareast": "eastAsia", "first-line": "firstLine", "listDefId": "abstractNumId", "ilfo": "numId",
}  # fmt: skip
# The numbers of number formats that lists of the genre use; what is not here counts in figures.
_NUMBER_FORMATS = {"0": "decimal", "1": "upperRoman", "2": "lowerRoman", "3": "upperLetter", "4": "lowerLetter",
                   "22": "decimalZero", "23": "bullet", "255": "none"}  # fmt: skip
_RUNNING_TYPES = {"odd": "default", "even": "even", "first": "first"}
_DELETED = frozenset({"Word.Deletion", "Word.Comment"})


def parts_of(root: Element) -> Iterator[tuple[str, bytes]]:
    """The parts of the DOCX that says what the Word 2003 XML document ``root`` says; changes ``root``."""
    _unwrap(root)
    _rename(root)
    parts = _Parts()
    for name, tag in (("styles", "styles"), ("numbering", "lists")):
        found = root.find(W + tag)
        if found is not None:
            parts.add(name, found)
    body = root.find(W + "body")
    if body is not None:
        parts.take_notes(body)
        parts.take_running(body)
    document = etree.Element(W + "document")
    document.extend([] if body is None else [body])
    yield from parts.stored(document)


def _rename(root: Element) -> None:
    """Give every element and attribute the name that DOCX has for it."""
    for element in root.iter(f"{WORD_2003}*"):
        name = element.tag.removeprefix(WORD_2003)
        element.tag = W + _ELEMENTS.get(name, name)
        for key, value in element.attrib.items():
            if key.startswith(WORD_2003):
                del element.attrib[key]
                own = key.removeprefix(WORD_2003)
                element.set(W + _ATTRIBUTES.get(own, own), value)
        _revalue(element, name)


def _revalue(element: Element, name: str) -> None:
    value = element.get(W + "val")
    if name == "nfc":
        element.set(W + "val", _NUMBER_FORMATS.get(value or "0", "decimal"))
    elif name == "suff" and value:
        element.set(W + "val", value.lower())


def _unwrap(root: Element) -> None:
    """Put what stands in sections, smart tags, foreign XML and annotations in their place; drop what is deleted."""
    for element in list(root.iter(etree.Element)):
        if element.tag.startswith((WORD_2003, *(f"{{{name}}}" for name in _KEPT_NAMESPACES))):
            continue
        parent = element.getparent()
        if parent is None:
            continue
        if element.get(f"{WORD_2003}type") in _DELETED or not _holds_text(element):
            _replace(parent, element, [])
        else:
            _replace(parent, element, list(element))


def _holds_text(element: Element) -> bool:
    return any(True for _ in element.iter(f"{WORD_2003}p", f"{WORD_2003}r", f"{WORD_2003}tbl", f"{WORD_2003}tc"))


def _replace(parent: Element, element: Element, inner: list[Element]) -> None:
    at = parent.index(element)
    parent[at : at + 1] = inner


@dataclass(slots=True)
class _Parts:
    """The parts that the main document refers to: their relations and their bytes."""

    relations: list[tuple[str, str]] = field(default_factory=list)
    roots: list[Element] = field(default_factory=list)

    def add(self, kind: str, root: Element) -> str:
        """Store ``root`` as a part of ``kind``; the id of its relation."""
        self.relations.append((f"r{len(self.relations)}", kind))
        self.roots.append(root)
        return self.relations[-1][0]

    def take_notes(self, body: Element) -> None:
        """Move the notes out of the text, and leave a reference to each."""
        for kind in ("footnote", "endnote"):
            notes = etree.Element(f"{W}{kind}s")
            for number, note in enumerate(list(body.iter(W + kind)), 1):
                reference = etree.Element(f"{W}{kind}Reference", {W + "id": str(number)})
                _replace(note.getparent(), note, [reference])
                note.set(W + "id", str(number))
                notes.append(note)
            if len(notes):
                self.add(f"{kind}s", notes)

    def take_running(self, body: Element) -> None:
        """Move running heads and feet out of the sections, and leave a reference to each."""
        for tag, kind in (("hdr", "header"), ("ftr", "footer")):
            for running in list(body.iter(W + tag)):
                way = _RUNNING_TYPES.get(running.get(W + "type", ""), "default")
                reference = etree.Element(f"{W}{kind}Reference", {W + "type": way})
                _replace(running.getparent(), running, [reference])
                reference.set(R_ID, self.add(kind, running))

    def stored(self, document: Element) -> Iterator[tuple[str, bytes]]:
        """All parts by name, the main one and the relations among them."""
        yield _MAIN, etree.tostring(document, encoding="utf-8")
        yield "_rels/.rels", _relations([("r0", "officeDocument", _MAIN)])
        own = [(ident, kind, f"{kind}{ident}.xml") for ident, kind in self.relations]
        yield "word/_rels/document.xml.rels", _relations(own)
        for (_, _, target), root in zip(own, self.roots, strict=True):
            yield f"word/{target}", etree.tostring(root, encoding="utf-8", with_tail=False)


def _relations(rows: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for ident, kind, target in rows:
        made = {"Id": ident, "Type": f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", made)
    return bytes(etree.tostring(root, encoding="utf-8"))
