"""The vocabulary of parties: ``parties.yaml`` as a tree of words, and how its forms are found in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from extractors.phrases import exact_signs, longest_of
from schema.lexicon_files import read_lexicon
from schema.text import bare, fold

LEXICON = Path(__file__).parent / "lexicon" / "parties.yaml"
_WORD = re.compile(r"([^\W_]+|&)")
_JOIN = re.compile(r"[ \t\xa0/\-–—“”\"'.,]*")
_JOIN_LINES = re.compile(r"[ \t\xa0/\-–—“”\"'.,\n]*")  # in a cell a name goes on over the line's end
# "VP. HĐND", "CT. UBND": the dot of an abbreviation does not part a phrase, the full stop behind a syllable does.
_ABBREVIATED = re.compile(r"[^\Waeiouy]{1,4}|[a-zđ]|ubn?d?")
# So many words of a form may stand before a line's end, and so many characters of the next line are looked at.
_BEFORE_MAX, _LINE_REACH = 6, 60
_DISTINCT_WITHOUT_MARKS = 3  # a phrase of so many words is recognised without its tone marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One spelling. opens: what must stand behind it, "" for nothing, "name" or "level".

    capital: it is written with one.
    """

    exact: str
    code: str | None
    weak: bool
    opens: str
    office: bool
    capital: bool
    ignore: bool


@dataclass(slots=True)
class Node:
    """A word of the tree: the words that may follow, and the forms that end here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


class Hit(NamedTuple):
    """A form found at ``[start, end)``, the words ``first`` to ``last`` of the stretch."""

    start: int
    end: int
    first: int
    last: int
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLexicon:
    """The compiled vocabulary: ``root`` leads from words to forms; the patterns tell what stands around a form.

    last_words: the last words of prefixes, titles and levels, without which no pattern needs to be tried.
    names: the words of several syllables that names of bodies are made of; a weak one counts with a capital only.
    bodies: "sở nội vụ" to its code, for sectors that share the head of a list ("các sở: Nội vụ, Tư pháp").
    """

    root: Node
    prefix: re.Pattern[str]
    title: re.Pattern[str]
    tail: re.Pattern[str]
    level_end: re.Pattern[str]
    more_levels: re.Pattern[str]
    collective: re.Pattern[str]
    names: Node
    head_start: re.Pattern[str]
    head_end: re.Pattern[str]
    last_words: frozenset[str]
    bodies: Mapping[str, str | None]
    sectors: frozenset[str]
    kinds: frozenset[str]
    schools: re.Pattern[str]


def load_entries() -> Mapping[str, Any]:
    """The lexicon as it is written in ``parties.yaml``."""
    entries: Mapping[str, Any] = read_lexicon(LEXICON)
    return entries


@lru_cache(maxsize=1)
def lexicon() -> PartyLexicon:
    """The compiled lexicon, made once."""
    data = load_entries()
    root = Node()
    named = [(head, sector) for head in data["heads"] for sector in data["sectors"]]
    named += [(head, desk) for head, desks in data["desks"].items() for desk in desks]
    bodies: dict[str, str | None] = {f"{head} {plain(sector)}": None for head, sector in named}
    for head, sector in named:
        _add(root, sector, _form(sector, None, {"weak": True}))
        _add(root, f"{head} {sector}", _form(f"{head} {sector}", None, {}))
    for entry in data["entries"]:
        for phrase in entry["forms"]:
            _add(root, phrase, _form(phrase, entry["code"], entry))
            if plain(phrase) in bodies:
                bodies[plain(phrase)] = entry["code"]
    for entry in data["entries"]:
        if not entry.get("ignore") and not entry.get("open"):
            for phrase in entry["forms"]:
                _add_plural(root, phrase, entry)
    levels = data["levels"]["words"]
    return PartyLexicon(
        root=root,
        prefix=_before(data["prefixes"]["words"]),
        title=_before(data["titles"]["words"]),
        tail=_tail(levels),
        collective=_collective(data["collectives"]["words"]),
        names=_names(data["name_words"]),
        head_start=re.compile(rf"(?:các\s+)?({_alternatives(data['heads'])})(?!\w)"),
        head_end=re.compile(rf"(?<!\w)({_alternatives(data['heads'])})\Z"),
        last_words=frozenset(
            plain(phrase).split()[-1]
            for words in (data["prefixes"]["words"], data["titles"]["words"], levels)
            for phrase in words
        ),
        bodies=bodies,
        sectors=frozenset(plain(sector) for _, sector in named),
        kinds=frozenset(plain(phrase) for phrase in data["kinds"]["words"]),
        schools=_schools(data["schools"]["words"]),
        level_end=re.compile(rf"(?<!\w)(?:{_alternatives(levels)})\Z"),
        more_levels=re.compile(
            rf"(?:(?:\s*[,/]\s*|\s+và\s+)(?:cấp\s+)?(?:{_alternatives(levels)})(?!\w)(?!\s+(?:ủy(?!\s+quyền)|hội|đoàn)(?!\w)))+"
        ),
    )


def _collective(words: list[str]) -> re.Pattern[str]:
    """What goes on with a collective body; "cơ quan, đơn vị" behind it are bodies of their own."""
    own = r"(?!cơ quan, (?:đơn vị|tổ chức)(?!\w))"
    return re.compile(rf"(?:(?:\s*,\s*|\s+và\s+){own}(?:{_alternatives(words)})(?!\w))+")


def _schools(words: list[str]) -> re.Pattern[str]:
    """The kinds that several schools are of: " mầm non, tiểu học và THCS", " TH&THCS"."""
    kind = rf"(?:{_alternatives(words)})(?!\w)"
    space = r"[^\S\n]"
    link = rf"(?:{space}*[,&/–-]{space}*|{space}+và{space}+|{space}+)"
    return re.compile(rf"(?<=trường){space}+{kind}(?:{link}(?:các{space}+)?(?:trường{space}+)?{kind})*")


def _names(words: Mapping[str, Any]) -> Node:
    root = Node()
    for weak in (False, True):
        for phrase in words["verbs" if weak else "words"]:
            _add(root, phrase, _form(phrase, None, {"weak": weak}))
    return root


def _form(phrase: str, code: str | None, entry: Mapping[str, Any]) -> Form:
    return Form(
        exact=plain(phrase),
        code=code,
        weak=entry.get("weak") is True,
        opens=entry.get("open", ""),
        office=entry.get("office") is True,
        capital=entry.get("capital") is True,
        ignore=entry.get("ignore") is True,
    )


def plain(phrase: str) -> str:
    """The key of a phrase: its folded words with single spaces, without punctuation."""
    return " ".join("và" if word == "&" else word for word in _WORD.findall(fold(phrase)))


def _add(root: Node, phrase: str, form: Form) -> None:
    node = root
    position = 0
    folded = fold(phrase)
    for match in _WORD.finditer(folded):
        comma = "," if "," in folded[position : match.start()] else ""
        node = node.next.setdefault(comma + bare(plain(match.group())), Node())
        position = match.end()
    node.forms = [known for known in node.forms if known.exact != form.exact] + [form]


def _add_plural(root: Node, phrase: str, entry: Mapping[str, Any]) -> None:
    """Add "các …", which may go on to a longer form, unless the lexicon has it."""
    plural = f"các {phrase}"
    node = root
    for word in plain(plural).split():
        found = node.next.get(bare(word)) or node.next.get("," + bare(word))
        if found is None:
            break
        node = found
    else:
        if any(form.exact == plain(plural) for form in node.forms):
            return
    _add(root, plural, _form(plural, entry["code"], entry))


def parts_name(before: str, line: str, *, whole: bool) -> bool:
    """Whether a form that begins in the last words of ``before`` ends in the first ones of ``line``, both folded:
    "… Hội Liên hiệp" / "Phụ nữ …". whole: be the words before a form themselves ("phòng Tài chính" / "- Kế hoạch")."""
    told, following = plain(before).split()[-_BEFORE_MAX:], plain(line[:_LINE_REACH]).split()
    for start in range(len(told) - 1):
        own = told[start:]
        node = _at(lexicon().root, own)
        if node is None or (not whole and _is_form(node, own)):
            continue
        for end in range(1, len(following) + 1):
            node = _at(node, following[end - 1 : end])
            if node is None:
                break
            if _is_form(node, own + following[:end]):
                return True
    return False


def _at(node: Node | None, words: Sequence[str]) -> Node | None:
    """Where ``words`` lead from ``node``; None where no form goes on so."""
    for word in words:
        node = node.next.get(bare(word)) if node is not None else None
    return node


def _is_form(node: Node, words: Sequence[str]) -> bool:
    return any(form.exact == " ".join(words) for form in node.forms)


def _alternatives(words: list[str]) -> str:
    return longest_of(map(exact_signs, words))


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:{_alternatives(words)})[ \t]+)+\Z")


def _tail(levels: list[str]) -> re.Pattern[str]:
    level = rf"(?:{_alternatives(levels)})(?!\w)(?!\s+(?:ủy(?!\s+quyền)|hội|đoàn)(?!\w))"
    link = r"(?:thuộc|trực thuộc|của|tại|ở|trên địa bàn)"
    body = r"(?:ubnd|ủy ban nhân dân|hđnd)"
    levels_list = rf"(?:các\s+|cấp\s+|toàn\s+|\d{{1,3}}\s+)*{level}(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?{level})*"
    below = r"(?:(?<=trung ương)(?:(?:\s*,\s*|\s+và\s+)(?:địa phương|quân đội)(?!\w))+)?"  # of the press
    return re.compile(
        rf"[^\S\n]+(?:(?:{link}\s+)?(?:{body}\s+)?{levels_list}{below}"
        rf"|{link}\s+(?:sở|bộ|ngành)(?=\s*[,.;:)\n]|\s*\Z|\s+(?:có|chủ|tổ|xây|báo|thực|triển|nghiêm|căn|tham|phối|và|rà|kịp)(?!\w))"
        rf"|{link}\s+(?:đơn vị|cơ quan|nhà trường|trường)(?!\w)"
        r"|(?<=thuế cơ sở )\d{1,2}(?!\w)"
        rf"|(?:của\s+)?(?:hđnd|hội đồng nhân dân)(?!\w)(?:\s+{levels_list})?"
        r"|\d{1,3}\s+(?:thôn|bản|xóm|ấp|khu phố|tổ dân phố|khu dân cư|làng|buôn)(?!\w)"
        r"|(?:có\s+)?liên quan(?!\w)|trực thuộc(?!\w)|các cấp(?!\w)"
        r"|(?:việt nam|chính phủ|cơ sở|nhà nước)(?!\w)|(?:tỉnh|thành|huyện|thị|quận|đảng) ủy(?!\w| quyền(?!\w)))"
    )


@lru_cache(maxsize=1)
def _without_marks() -> dict[int, str]:
    letters = "".join(map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))))
    return {ord(letter): plain for letter, plain in zip(letters, bare(letters), strict=True) if letter != plain}


class Words:
    """The words of a stretch of text as parallel lists: ``exact`` as folded, ``plain`` without marks."""

    def __init__(self, folded: str, start: int, end: int, *, over_lines: bool) -> None:
        self.folded, self.join = folded, _JOIN_LINES if over_lines else _JOIN
        parts = _WORD.split(folded[start:end])  # what stands before, between and behind the words, and the words
        borders = list(accumulate(map(len, parts), initial=start))
        self.exact = parts[1::2]
        self.count = len(self.exact)
        self.starts, self.ends = borders[1:-1:2], borders[2::2]
        if "&" in self.exact:
            self.exact = ["và" if word == "&" else word for word in self.exact]
        self.plain = " ".join(self.exact).translate(_without_marks()).split(" ") if self.exact else []

    def gap(self, index: int) -> str | None:
        """How word ``index`` is joined to the one before: "" plainly, "," by a comma, None not at all."""
        between = self.folded[self.ends[index - 1] : self.starts[index]]
        if between == " ":
            return ""
        if self.join.fullmatch(between) is None:
            return None
        if "." in between and _ABBREVIATED.fullmatch(self.plain[index - 1]) is None:
            return None
        return "," if "," in between else ""

    def longest(self, index: int, root: Node) -> Hit | None:
        """The longest form that begins at word ``index``."""
        node = root.next.get(self.plain[index])
        best: Hit | None = None
        last = index
        while node is not None:
            form = self._spelled(node, index, last) if node.forms else None
            if form is not None:
                best = Hit(self.starts[index], self.ends[last], index, last, form)
            last += 1
            gap = self.gap(last) if last < self.count else None
            if gap is None:
                break
            node = node.next.get(gap + self.plain[last]) or node.next.get("," + self.plain[last])
        return best

    def _spelled(self, node: Node, first: int, last: int) -> Form | None:
        words = " ".join(self.exact[first : last + 1])
        for form in node.forms:
            if form.exact == words:
                return form
        long_enough = last - first + 1 >= _DISTINCT_WITHOUT_MARKS
        same_head = node.forms[-1].exact.split(" ", 1)[0] == self.exact[first]
        return node.forms[-1] if long_enough and same_head else None

    def _may_end(self, node: Node, following: int) -> bool:
        """Whether a form ends at ``node`` or may with the word behind it: for most words, neither."""
        if node.forms or following == self.count:
            return bool(node.forms)
        return self.plain[following] in node.next or f",{self.plain[following]}" in node.next

    def hits(self, root: Node) -> Iterator[Hit]:
        """The longest forms from left to right, without overlap."""
        index = 0
        while index < self.count:
            node = root.next.get(self.plain[index])
            hit = self.longest(index, root) if node is not None and self._may_end(node, index + 1) else None
            if hit is None:
                index += 1
            else:
                yield hit
                index = hit.last + 1
