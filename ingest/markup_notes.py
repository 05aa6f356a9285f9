"""Footnotes of web pages, set behind the block that refers to them as those of Word files are.

Word, LibreOffice, Google and the portals write them alike: the mark in the text and the mark before the note are links
to each other.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.docx_package import Element

# The attribute that tells a moved note; no page has it.
NOTE = "data-kehoach-note"
_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,3})[)\]]?\s*", re.IGNORECASE)
_NAMED_NOTE = re.compile(r"note|ftn", re.IGNORECASE)
_HOLDERS = frozenset({"p", "li", "div", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "body"})


def set_notes_behind(root: Element) -> None:
    """Move every footnote of the page behind the paragraph or table that refers to it, and drop the marks."""
    for reference, mark in reversed(list(_pairs(root))):  # so that the first note comes to stand first
        note, host = _note(mark), _host(reference)
        if host is None or note in (*reference.iterancestors(), *host.iterancestors(), host):
            continue
        for element in (reference, mark, note):
            _cut_out(element)
        moved = host.makeelement("aside", {NOTE: "1"})
        moved.append(note)
        moved.tail, host.tail = host.tail, None
        host.addnext(moved)


def _pairs(root: Element) -> Iterator[tuple[Element, Element]]:
    """The links in the text with those before the notes, in the order of the text."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    named = {name: link for link in reversed(links) for name in _names(link)}
    done: set[Element] = set()
    for link in links:
        other = named.get(link.get("href")[1:])
        if other is None or other is link or {link, other} & done or not (_is_mark(link) and _is_mark(other)):
            continue
        if other.get("href")[1:] in _names(link):
            done.add(other)
            yield link, other


def _is_mark(link: Element) -> bool:
    return _MARK.fullmatch("".join(link.itertext())) is not None


def _names(link: Element) -> Iterable[str]:
    return [name for name in (link.get("name"), link.get("id")) if name]


def _note(mark: Element) -> Element:
    """The element of the whole note that begins with ``mark``: its paragraph, or the division made for it."""
    note = next((one for one in mark.iterancestors() if one.tag in _HOLDERS), mark)
    for around in note.iterancestors("div", "li", "aside"):
        if not any(_NAMED_NOTE.search(around.get(name) or "") for name in ("id", "class")) or len(_marks(around)) > 1:
            break
        note = around
    return note


def _marks(element: Element) -> list[Element]:
    return [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]


def _host(reference: Element) -> Element | None:
    """The block that ``reference`` stands in: the outermost table, or the nearest paragraph."""
    table = next(reversed(list(reference.iterancestors("table"))), None)
    if table is not None:
        return table
    return next((one for one in reference.iterancestors() if one.tag in _HOLDERS and one.tag != "body"), None)


def _cut_out(element: Element) -> None:
    """Take ``element`` out of the page; the text that follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    tail, element.tail = element.tail or "", None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
