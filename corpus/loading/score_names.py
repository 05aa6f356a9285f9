"""Which criterion or area a head or a cell of a score sheet names: by code, by name, by alias."""

import re

from corpus.coverage import lexicon
from corpus.coverage.areas import AreaHeadings
from corpus.coverage.words import syllables
from corpus.loading.columns import head_key
from corpus.loading.hierarchy import clean_code
from schema.criteria import CriteriaSet
from schema.text import ROMANS
from schema.units import name_key

_MAXIMUM = re.compile(r"\s*[-–:/]?\s*(?:tối đa:?)?\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ)$")


class Names:
    """Finds the criterion or area of one set that a text names."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._by_code = {node.code.lower(): node.code for node in criteria.nodes()}
        self._by_name: dict[str, str] = {}
        self._areas = AreaHeadings(criteria.areas)
        for node in reversed(criteria.nodes()):
            for name in (*reversed(node.aliases), node.name):
                self._by_name[name_key(name)] = node.code

    def find(self, text: str) -> str | None:
        """The code of the node that ``text`` names ("1.1", "Tiêu chí 1.1", "1.1. Kế hoạch", "Kế hoạch (1,5 điểm)")."""
        words = " ".join(text.split())
        whole = self._coded(words)
        if whole is not None:
            return whole
        head, _, rest = words.partition(" ")
        coded = self._coded(head) if rest and _numbered(head) else None
        if coded is not None:
            return coded
        key = head_key(words)
        names = (words, key, _MAXIMUM.sub("", key))
        return next((code for name in names if (code := self._by_name.get(name_key(name))) is not None), None)

    def area(self, text: str) -> str | None:
        """The area that a head means without writing its name in full: "Cải cách tổ chức bộ máy hành chính"."""
        words = syllables(_MAXIMUM.sub("", head_key(text)), lexicon.words().abbreviations).words
        found = self._areas.match(" ".join(word for word in words if word != ","))
        return None if found is None else found.code

    def _coded(self, text: str) -> str | None:
        """The node with this code; areas are numbered I, II in one paper and 1, 2 in the other."""
        code = clean_code(text)
        if code is None:
            return None
        other = str(ROMANS.index(code) + 1) if code in ROMANS else ""
        if code.isdecimal() and 0 < int(code) <= len(ROMANS):
            other = ROMANS[int(code) - 1]
        return self._by_code.get(code.lower()) or self._by_code.get(other.lower())


def _numbered(head: str) -> bool:
    code = clean_code(head)
    return code is not None and (any(map(str.isdigit, code)) or (code in ROMANS and head.endswith((".", ")", ":"))))
