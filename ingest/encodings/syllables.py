"""Which words are Vietnamese syllables: initials, rimes and tones of the orthography.

The measure under every guess of an encoding and every reading grade. A word is taken apart into initial, rime and tone;
the place of the tone mark is free (``hoà`` and ``hòa`` are both syllables).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = frozenset({"", "\u0301", "\u0323"})

_INITIALS = (
    "ngh ng nh gh gi g kh k ch c th tr t ph p qu b d đ h l m n r s v x".split()  # noqa: SIM905 (longest first)
)

# Rimes after any initial but qu, by nucleus; qu has its own because its u is the glide.
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oe oen oeo oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêu uơ uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uynh uyp uyt uyu uyn ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    """.split()  # noqa: SIM905
)
_QU_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eng eo et ê êch ên ênh êt
    ơ ôc y ych yên yêt yêu ynh yt yu yp ya it i inh
    """.split()  # noqa: SIM905
)
_FRONT_ONLY = frozenset({"k", "gh", "ngh"})
_BACK_ONLY = frozenset({"c", "ng"})
_FRONT = frozenset("eêiy")

# The tone sits on a vowel, over or behind its shape mark: "ñ" is no n with a tone.
_TONED_VOWEL = re.compile(f"[aeiouy][\u0302\u0306\u031b]?[{TONE_MARKS}]")

# A word of any script: letters, with the combining marks that may still stand behind them.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")

# A longer token is no word with its marks but a line without spaces; it is not kept.
_TOKEN_MAX = 40
_TOKENS_MAX = 65_536
# Bits for each of the three counts of a text: together they fit into a machine word, which ``sum`` adds without making
# a number of each step. A text of fewer characters than _WHOLE has fewer words than a count can hold.
_SHIFT = 21
_MASK = (1 << _SHIFT) - 1
_WHOLE = 1 << _SHIFT


@dataclass(frozen=True, slots=True, kw_only=True)
class SyllableCount:
    """What a text is made of. words: counted words; valid: Vietnamese syllables; marked: valid ones with a diacritic.

    Acronyms (short words in capitals that are no syllable: UBND, CCHC) are not counted.
    """

    words: int
    valid: int
    marked: int

    @property
    def share(self) -> float:
        """Share of syllables among the words, 0..1; 0 without words."""
        return self.valid / self.words if self.words else 0.0

    @property
    def marked_share(self) -> float:
        """Share of syllables written with a diacritic; about 0.75 in Vietnamese prose, near 0 elsewhere."""
        return self.marked / self.words if self.words else 0.0


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (any case, NFC or NFD) is a possible Vietnamese syllable."""
    if len(word) > 14:
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if char in TONE_MARKS]
    if len(tones) > 1 or (tones and not _TONED_VOWEL.search(parts)):
        return False
    plain = unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONE_MARKS))
    tone = tones[0] if tones else ""
    return _fits("", plain, tone) or any(
        _fits(initial, plain[len(initial) :], tone) for initial in _INITIALS if plain.startswith(initial)
    )


def _fits(initial: str, rime: str, tone: str) -> bool:
    if rime not in (_QU_RIMES if initial == "qu" else _RIMES):
        return False
    if (rime[-1] in "cpt" or rime.endswith("ch")) and tone not in _STOP_TONES:
        return False
    if initial in _FRONT_ONLY:
        return rime[0] in _FRONT
    if initial in _BACK_ONLY:
        return rime[0] not in _FRONT
    return True


def _is_acronym(word: str) -> bool:
    return len(word) <= 6 and word.isupper() and not is_syllable(word)


def words(text: str) -> list[str]:
    """The alphabetic words of ``text``, in order."""
    return _WORD.findall(text)


class _Counted(dict[str, int]):
    """The counts of tokens between spaces, packed into one number each, so that a text is summed without a loop."""

    def __missing__(self, token: str) -> int:
        total, valid, marked = _counts(_WORD.findall(token))
        packed = total + (valid << _SHIFT) + (marked << 2 * _SHIFT)
        if len(self) >= _TOKENS_MAX:
            self.clear()
        if len(token) <= _TOKEN_MAX:
            self[token] = packed
        return packed


_TOKEN_COUNTS = _Counted()


def count_text(text: str) -> SyllableCount:
    """What ``text`` is made of: ``count(words(text))``, much faster, as most of its words come again and again."""
    if len(text) > _WHOLE:
        return count(words(text))
    packed = sum(map(_TOKEN_COUNTS.__getitem__, text.split()))
    return SyllableCount(words=packed & _MASK, valid=packed >> _SHIFT & _MASK, marked=packed >> 2 * _SHIFT)


def total(counts: Sequence[SyllableCount]) -> SyllableCount:
    """What several texts together are made of."""
    return SyllableCount(
        words=sum(one.words for one in counts),
        valid=sum(one.valid for one in counts),
        marked=sum(one.marked for one in counts),
    )


def count(tokens: Iterable[str]) -> SyllableCount:
    """How many of ``tokens`` are Vietnamese syllables; acronyms are left out."""
    total, valid, marked = _counts(tokens)
    return SyllableCount(words=total, valid=valid, marked=marked)


def _counts(tokens: Iterable[str]) -> tuple[int, int, int]:
    total = valid = marked = 0
    for word in tokens:
        if is_syllable(word):
            valid += 1
            marked += not word.isascii()
        elif _is_acronym(word):
            continue
        total += 1
    return total, valid, marked
