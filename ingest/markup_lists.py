"""The numbers and bullets of HTML lists: those that a browser shows and no text holds, and those that Word wrote."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.docx_numbering import BULLET, SECOND_BULLET, letter, roman
from ingest.docx_package import Element

_NUMBER = re.compile(r"-?\d{1,6}")
_TYPED = re.compile(r"\(?(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*|[^\W\d_])[.)/](?!\d)")
_WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_FORMS: dict[str, Callable[[int], str]] = {
    "I": roman,
    "upper-roman": roman,
    "i": lambda number: roman(number).lower(),
    "lower-roman": lambda number: roman(number).lower(),
    "A": letter,
    "upper-alpha": letter,
    "upper-latin": letter,
    "a": lambda number: letter(number).lower(),
    "lower-alpha": lambda number: letter(number).lower(),
    "lower-latin": lambda number: letter(number).lower(),
    "decimal-leading-zero": lambda number: f"{number:02d}",
}


@dataclass(slots=True, kw_only=True)
class OpenList:
    """A list whose items are being read. number: of the item read last; bullet: its sign, None where it counts."""

    number: int
    form: str
    bullet: str | None

    def label(self, item: Element) -> str:
        """What is shown before ``item``, the next of the list; empty where nothing is, or where it is typed as well."""
        given = _integer(item.get("value"))
        self.number = self.number + 1 if given is None else given
        form = _form(item) or self.form
        if form == "none":
            return ""
        text = next((part for part in item.itertext() if part.strip()), "").lstrip()
        if self.bullet is not None:
            return "" if text.startswith(("-", "+", "–", "•")) else self.bullet
        return "" if _TYPED.match(text) else f"{_FORMS.get(form, str)(self.number)}."


def opened(element: Element, outer: list[OpenList]) -> OpenList:
    """The list that ``element`` (``ol`` or ``ul``) opens inside ``outer``."""
    start = _integer(element.get("start"))
    below_bullets = any(one.bullet is not None for one in outer)
    bullet = None if element.tag == "ol" else SECOND_BULLET if below_bullets else BULLET
    return OpenList(number=0 if start is None else start - 1, form=_form(element), bullet=bullet)


def is_word_marker(element: Element) -> bool:
    """Whether ``element`` holds the number or bullet that Word wrote into a web page for those who know no lists."""
    return _WORD_MARKER.search((element.get("style") or "")[:2000]) is not None


def word_marker(element: Element) -> str:
    """The number or bullet in ``element``; signs of symbol fonts are bullets."""
    text = "".join(element.itertext()).strip()
    if len(text) != 1 or (text.isascii() and (text.isdigit() or text.isupper())):
        return text
    return text if text in "-+*–—" else SECOND_BULLET if text == "o" else BULLET


def _form(element: Element) -> str:
    style = _STYLE.search((element.get("style") or "")[:2000])
    return style.group(1).lower() if style else (element.get("type") or "").strip()


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and _NUMBER.fullmatch(text.strip()) else None
