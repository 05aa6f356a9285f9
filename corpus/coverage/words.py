"""Syllables of a text with their places, and the words of a phrase (word segmentation happens only for criteria).

A criterion is segmented into words once, when its set is compiled; in a passage these words are found as runs of
syllables. So a passage needs no segmentation, and the two sides cannot be segmented differently.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word
from schema.errors import KehoachError
from schema.text import fold

_SYLLABLE = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[,/();:“”\"]")
_MARKS = frozenset(',/();:“”"')
_MARK = (",",)
_HYPHENATED = re.compile(r"(\w+ \w+) ?[-–] ?(\w+ \w+)")
_PUNCTUATION = re.compile(r"[,;:()/–-]|\.(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllables:
    """Folded syllables in parallel tuples; ``starts`` and ``ends`` are offsets into the text they came from.

    An abbreviation stands as the syllables of its meaning, all with the place of the abbreviation. A mark that parts
    words (comma, slash, bracket) stands as ",", so that no word is found across it.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def syllables(text: str, abbreviations: Mapping[str, Word]) -> Syllables:
    """The syllables of ``text`` (any case), abbreviations expanded."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(fold(text)):
        start, end = match.span()
        for syllable in _read(match[0], abbreviations):
            words.append(syllable)
            starts.append(start)
            ends.append(end)
    return Syllables(words=tuple(words), starts=tuple(starts), ends=tuple(ends))


def key_of(text: str, abbreviations: Mapping[str, Word]) -> str:
    """The syllables of ``text`` as one string, for whom places do not matter."""
    return " ".join([syllable for token in _TOKEN.findall(fold(text)) for syllable in _read(token, abbreviations)])


def _read(token: str, abbreviations: Mapping[str, Word]) -> Sequence[str]:
    if token in _MARKS:
        return _MARK
    return abbreviations.get(token) or (token,)


def expand(text: str, abbreviations: Mapping[str, Word]) -> str:
    """``text`` folded, with abbreviations written out."""
    return _SYLLABLE.sub(lambda match: " ".join(abbreviations.get(match.group()) or (match.group(),)), fold(text))


def plain_words(text: str, abbreviations: Mapping[str, Word]) -> str:
    """``text`` folded, abbreviations written out, without punctuation: "phổ biến, giáo dục" and "phổ biến giáo dục"."""
    return " ".join(_SYLLABLE.findall(expand(text, abbreviations)))


@lru_cache(maxsize=4096)
def segment(phrase: str) -> tuple[Word, ...]:
    """The words of a folded phrase in order; a punctuation mark is a word of one character.

    Long words are halved, because segmentation of a phrase sometimes joins two words that a text keeps apart.
    """
    found: list[Word] = []
    compounds = frozenset(lexicon.words().compounds)
    for piece in _pieces(_unhyphenated(phrase, compounds)):
        if _PUNCTUATION.fullmatch(piece):
            found.append((piece,))
            continue
        for token in _tokens(piece):
            parts = tuple(_SYLLABLE.findall(token))
            found += _parted(parts, compounds)
    return tuple(found)


def _tokens(piece: str) -> list[str]:
    """The words of ``piece`` by underthesea. Raises KehoachError where the library or its model cannot be loaded:
    a set compiled without it would call criteria absent that are there."""
    try:
        from underthesea import word_tokenize  # a second to import: only who compiles a set of criteria pays

        found: list[str] = word_tokenize(piece, use_token_normalize=False, fixed_words=list(lexicon.words().compounds))
    except (ImportError, OSError) as error:
        raise KehoachError(
            f"Không dùng được thư viện tách từ tiếng Việt underthesea: {error}.",
            "Cài lại bằng “pip install --force-reinstall underthesea” rồi chạy lại; dữ liệu đã lưu không bị ảnh hưởng.",
        ) from error
    return found


def _parted(parts: Word, compounds: frozenset[str]) -> list[Word]:
    """``parts`` as words: a known compound at either end stands by itself, what has four syllables is halved."""
    if len(parts) < 4 or " ".join(parts) in compounds:
        return [parts] if parts else []
    for size in range(len(parts) - 1, 1, -1):
        if " ".join(parts[:size]) in compounds:
            return [parts[:size], *_parted(parts[size:], compounds)]
        if " ".join(parts[-size:]) in compounds:
            return [*_parted(parts[:-size], compounds), parts[-size:]]
    return [parts[:2], parts[2:]] if len(parts) == 4 else [parts]


def _unhyphenated(phrase: str, compounds: frozenset[str]) -> str:
    """``phrase`` without the hyphen inside a compound: "kinh tế - xã hội"."""
    return _HYPHENATED.sub(
        lambda match: joined if (joined := f"{match.group(1)} {match.group(2)}") in compounds else match.group(), phrase
    )


def _pieces(phrase: str) -> list[str]:
    """``phrase`` cut at punctuation, the marks kept as pieces of their own."""
    pieces: list[str] = []
    last = 0
    for match in _PUNCTUATION.finditer(phrase):
        pieces += [phrase[last : match.start()].strip(), match.group()]
        last = match.end()
    return [piece for piece in [*pieces, phrase[last:].strip()] if piece]
