"""Parties: who is named in a stretch of text, with the code of the lexicon."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractors.reading import Reading
from schema.text import bare, fold

LEXICON = Path(__file__).parent / "lexicon" / "parties.yaml"
_WORD = re.compile(r"[^\W_]+|&")
_JOIN = re.compile(r"[ \t\xa0/\-–—“”\"'.,]*")
_LINK = re.compile(r"\s+(?:thuộc|trực thuộc|của|tại)\s+")
_LIST_SIGNS = frozenset({",", "và", ";", "&", "/", "-", "+", ", và", "cùng", "hoặc"})
_BARE_TITLES = frozenset({"CB_CC", "CC_CHUYEN_MON", "CC_CCHC"})
_SHORT_WITH_DOT = 4  # "VP. HĐND", "CT. UBND": the dot of an abbreviation does not part a phrase
_DISTINCT_WITHOUT_MARKS = 3  # a phrase of so many words is recognised without its tone marks


class PartySpan(NamedTuple):
    """A party at ``[start, end)``; code None for one outside the lexicon's codes."""

    start: int
    end: int
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One spelling. opens: what must stand behind it, "" for nothing, "name" or "level"."""

    exact: str
    code: str | None
    weak: bool
    opens: str
    office: bool
    ignore: bool


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)


class _Hit(NamedTuple):
    start: int
    end: int
    first: int
    last: int
    form: _Form


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLexicon:
    """The compiled vocabulary: ``root`` leads from words to forms; the patterns tell what stands around a form."""

    root: _Node
    prefix: re.Pattern[str]
    title: re.Pattern[str]
    tail: re.Pattern[str]
    level_end: re.Pattern[str]
    more_levels: re.Pattern[str]


def load_entries() -> Mapping[str, Any]:
    """The lexicon as it is written in ``parties.yaml``."""
    entries: Mapping[str, Any] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    return entries


@lru_cache(maxsize=1)
def lexicon() -> PartyLexicon:
    """The compiled lexicon, made once."""
    data = load_entries()
    root = _Node()
    for head in data["heads"]:
        for sector in data["sectors"]:
            _add(root, f"{head} {sector}", _form(f"{head} {sector}", None, {}))
    for entry in data["entries"]:
        for phrase in entry["forms"]:
            _add(root, phrase, _form(phrase, entry["code"], entry))
            if not phrase.startswith("các ") and not entry.get("ignore"):
                _add(root, f"các {phrase}", _form(f"các {phrase}", entry["code"], entry))
    levels = data["levels"]["words"]
    return PartyLexicon(
        root=root,
        prefix=_before(data["prefixes"]["words"]),
        title=_before(data["titles"]["words"]),
        tail=_tail(levels),
        level_end=re.compile(rf"(?<!\w)(?:{_alternatives(levels)})\Z"),
        more_levels=re.compile(rf"(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?(?:{_alternatives(levels)})(?!\w)(?!\s+(?:ủy|hội)(?!\w)))+"),
    )


def _form(phrase: str, code: str | None, entry: Mapping[str, Any]) -> _Form:
    return _Form(
        exact=_plain(phrase),
        code=code,
        weak=entry.get("weak") is True,
        opens=entry.get("open", ""),
        office=entry.get("office") is True,
        ignore=entry.get("ignore") is True,
    )


def _plain(phrase: str) -> str:
    return " ".join("và" if word == "&" else word for word in _WORD.findall(fold(phrase)))


def _add(root: _Node, phrase: str, form: _Form) -> None:
    node = root
    position = 0
    folded = fold(phrase)
    for match in _WORD.finditer(folded):
        comma = "," if "," in folded[position : match.start()] else ""
        node = node.next.setdefault(comma + bare(_plain(match.group())), _Node())
        position = match.end()
    node.forms = [known for known in node.forms if known.exact != form.exact] + [form]


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(fold(word)).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:{_alternatives(words)})[ \t]+)+\Z")


def _tail(levels: list[str]) -> re.Pattern[str]:
    level = rf"(?:{_alternatives(levels)})(?!\w)(?!\s+(?:ủy|hội)(?!\w))"
    link = r"(?:thuộc|trực thuộc|của|tại|ở|trên địa bàn)"
    body = r"(?:ubnd|ủy ban nhân dân|hđnd)"
    levels_list = rf"(?:các\s+|cấp\s+|toàn\s+)*{level}(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?{level})*"
    return re.compile(
        rf"\s+(?:(?:{link}\s+)?(?:{body}\s+)?{levels_list}"
        rf"|{link}\s+(?:đơn vị|cơ quan|nhà trường|trường)(?!\w)"
        r"|(?:có\s+)?liên quan(?!\w)|trực thuộc(?!\w)|các cấp(?!\w)|việt nam(?!\w)|cơ sở(?!\w)|nhà nước(?!\w))"
    )


@lru_cache(maxsize=1)
def _without_marks() -> dict[int, str]:
    letters = "".join(map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))))
    return {ord(letter): plain for letter, plain in zip(letters, bare(letters), strict=True) if letter != plain}


class _Words:
    """The words of a stretch of text as parallel lists: ``exact`` as folded, ``plain`` without marks."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.folded = folded
        matches = list(_WORD.finditer(folded, start, end))
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.exact = ["và" if word == "&" else word for word in (match.group() for match in matches)]
        self.plain = " ".join(self.exact).translate(_without_marks()).split(" ") if matches else []

    def __len__(self) -> int:
        return len(self.starts)

    def gap(self, index: int) -> str | None:
        """How word ``index`` is joined to the one before: "" plainly, "," by a comma, None not at all."""
        between = self.folded[self.ends[index - 1] : self.starts[index]]
        if between == " ":
            return ""
        if _JOIN.fullmatch(between) is None:
            return None
        if "." in between and self.ends[index - 1] - self.starts[index - 1] > _SHORT_WITH_DOT:
            return None
        return "," if "," in between else ""

    def longest(self, index: int, root: _Node) -> _Hit | None:
        """The longest form that begins at word ``index``."""
        node = root.next.get(self.plain[index])
        best: _Hit | None = None
        last = index
        while node is not None:
            form = self._spelled(node, index, last) if node.forms else None
            if form is not None:
                best = _Hit(self.starts[index], self.ends[last], index, last, form)
            last += 1
            gap = self.gap(last) if last < len(self) else None
            if gap is None:
                break
            node = node.next.get(gap + self.plain[last]) or node.next.get("," + self.plain[last])
        return best

    def _spelled(self, node: _Node, first: int, last: int) -> _Form | None:
        words = " ".join(self.exact[first : last + 1])
        for form in node.forms:
            if form.exact == words:
                return form
        long_enough = last - first + 1 >= _DISTINCT_WITHOUT_MARKS
        same_head = node.forms[-1].exact.split(" ", 1)[0] == self.exact[first]
        return node.forms[-1] if long_enough and same_head else None

    def hits(self, root: _Node) -> Iterator[_Hit]:
        """The longest forms from left to right, without overlap."""
        index = 0
        first_words = root.next
        while index < len(self):
            hit = self.longest(index, root) if self.plain[index] in first_words else None
            if hit is None:
                index += 1
            else:
                yield hit
                index = hit.last + 1


class _Finder:
    """One pass over one stretch of text."""

    def __init__(self, flow: str, folded: str, start: int, end: int) -> None:
        self.flow, self.folded, self.start, self.end = flow, folded, start, end
        self.lexicon = lexicon()
        self.words = _Words(folded, start, end)
        self.found: list[PartySpan] = []
        self.office: _Form | None = None  # the office that stands last and waits for its body

    def run(self, *, slot: bool) -> list[PartySpan]:
        for hit in self.words.hits(self.lexicon.root):
            if hit.form.ignore:
                self.office = None
            elif not self.found or hit.start >= self.found[-1].end:
                self._take(hit, slot=slot)
        return self.found

    def _take(self, hit: _Hit, *, slot: bool) -> None:
        stop = self._with_tail(hit)
        between = self.folded[self.found[-1].end : hit.start] if self.found else None
        if between is not None and self._continues(hit, between):
            last = self.found.pop()
            code = self._merged(last.code, hit.form.code, linked=self.office is None and not self._is_desk(last))
            self.found.append(PartySpan(last.start, stop, code))
        elif (not hit.form.weak or self._expected(hit, between, slot=slot)) and not self._lacks_name(hit, stop):
            self.found.append(PartySpan(self._with_prefix(hit), stop, hit.form.code))
        else:
            self.office = None
            return
        self.office = hit.form if hit.form.office and stop == hit.end else None

    def _continues(self, hit: _Hit, between: str) -> bool:
        """Whether ``hit`` is the body of the office, the desk of the title or the owner of the unit before it."""
        if _LINK.fullmatch(between) and not hit.form.weak:
            return True
        if between.strip(" -"):
            return False
        last = self.found[-1]
        if self.office is not None or self.folded.endswith("thuộc", last.start, last.end):
            return True
        return self._is_desk(last) and not hit.form.opens

    def _is_desk(self, party: PartySpan) -> bool:
        """Whether ``party`` is a title that waits for its desk: "công chức" before "Tư pháp"."""
        ends_in_title = self.folded.endswith(("công chức", "cán bộ", "phụ trách"), party.start, party.end)
        return party.code in _BARE_TITLES and ends_in_title

    def _merged(self, first: str | None, second: str | None, *, linked: bool) -> str | None:
        if linked:
            return first
        if self.office is None:
            return second
        if first is None or (first == "NGUOI_DUNG_DAU" and second == "CQ_CHUYEN_MON_HUYEN"):
            return second
        return first

    def _lacks_name(self, hit: _Hit, stop: int) -> bool:
        if hit.form.opens == "name":
            following = hit.last + 1
            named = following < len(self.words) and self.words.starts[following] < stop and self._named_at(following)
            return not named or self._shouted(hit.end)
        return hit.form.opens == "level" and stop == hit.end and not self.flow[hit.start].isupper()

    def _shouted(self, end: int) -> bool:
        """Whether the words around ``end`` are all capitals, so that a capital tells no name."""
        return self.flow[end - 1].isupper() and self.flow[end + 1 : end + 3].isupper()

    def _named_at(self, index: int) -> bool:
        return self.flow[self.words.starts[index]].isupper()

    def _expected(self, hit: _Hit, between: str | None, *, slot: bool) -> bool:
        before = self.folded[max(self.start, hit.start - 40) : hit.start]
        if self.lexicon.title.search(before) or (slot and not self.folded[self.start : hit.start].strip(" -:")):
            return True
        return between is not None and between.strip() in _LIST_SIGNS

    def _with_prefix(self, hit: _Hit) -> int:
        floor = self.found[-1].end if self.found else self.start
        match = self.lexicon.prefix.search(self.folded, max(floor, hit.start - 60), hit.start)
        return match.start() if match else hit.start

    def _with_tail(self, hit: _Hit) -> int:
        stop = hit.end
        if hit.form.opens or self.lexicon.level_end.search(self.folded, hit.start, hit.end):
            stop = self._named(stop, linked=hit.form.opens == "name")
            more = self.lexicon.more_levels.match(self.folded, stop, self.end)
            stop = more.end() if more is not None and stop == hit.end and not hit.form.opens else stop
        for _ in range(3):
            match = self.lexicon.tail.match(self.folded, stop, self.end)
            if match is None:
                return stop
            stop = self._named(match.end(), linked=False)
        return stop

    def _named(self, stop: int, *, linked: bool) -> int:
        """The end of the proper name that goes on behind ``stop``; linked: also over "và", "-" and commas."""
        index = bisect_left(self.words.starts, stop)
        while 0 < index < len(self.words):
            gap = self.words.gap(index)
            if gap is None or "." in self.folded[stop : self.words.starts[index]]:
                return stop
            link = gap == "," or self.words.exact[index] == "và" or self.folded[stop : self.words.starts[index]] != " "
            name = index + 1 if self.words.exact[index] == "và" else index
            if (link and not linked) or not self._is_name(name) or (gap == "," and not self._goes_on(name)):
                return stop
            stop = self.words.ends[name]
            index = name + 1
        return stop

    def _is_name(self, index: int) -> bool:
        if index >= len(self.words) or not self._named_at(index):
            return False
        return self.words.longest(index, self.lexicon.root) is None

    def _goes_on(self, index: int) -> bool:
        """Behind a comma a name goes on only when "và" and another name follow: "Văn hóa, Thể thao và Du lịch"."""
        for following in range(index + 1, min(index + 4, len(self.words) - 1)):
            if self.words.exact[following] == "và":
                return self._is_name(following + 1)
        return False


def find_parties(reading: Reading, start: int, end: int, *, slot: bool = False) -> list[PartySpan]:
    """The parties named in ``[start, end)``, in order, without overlap.

    slot: the stretch is a place where parties are expected (a role label, a table cell), so that a word that is
    also the name of an area ("Tư pháp") counts at its start.
    """
    return _Finder(reading.flow, reading.folded, start, end).run(slot=slot)
