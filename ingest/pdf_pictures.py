"""Pictures on a typed page that may hold text themselves: a table or a page of another document pasted as an image."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.encodings.syllables import count_text
from ingest.pdf_drawings import Rule
from ingest.pdf_page import Page
from ingest.pdf_quality import is_useless
from ingest.pdf_runs import Word

# A smaller share of the page holds an emblem, a stamp, a signature.
_SHARE_MIN = 0.06
# So many words in a picture are a text; fewer are a label, or noise.
_WORDS_MIN = 15
# How far (points) the picture of a page that was made straight may be off its size.
_SAME_SIZE = 2.0


def silent_pictures(page: Page) -> tuple[Rule, ...]:
    """The pictures of some size in which no word of ``page`` stands."""
    least = _SHARE_MIN * page.width * page.height
    large = [box for box in page.pictures if (box[2] - box[0]) * (box[3] - box[1]) >= least]
    return tuple(box for box in large if next(_inside(page.words, box), None) is None)


def with_pictures(page: Page, recognised: Page) -> Page | None:
    """``page`` with what the recognition of it read in its silent pictures; None where they hold no text."""
    if max(abs(page.width - recognised.width), abs(page.height - recognised.height)) > _SAME_SIZE:
        return None  # it was turned
    boxes = silent_pictures(page)
    words = [word for box in boxes for word in _inside(recognised.words, box)]
    counted = count_text(" ".join(word.text for word in words))
    if counted.words < _WORDS_MIN or is_useless(counted):
        return None
    rules = [rule for rule in recognised.rules if any(_holds(box, rule) for box in boxes)]
    return replace(page, words=(*page.words, *words), rules=(*page.rules, *rules))


def _inside(words: Sequence[Word], box: Rule) -> Iterator[Word]:
    return (
        word
        for word in words
        if box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.y0 + word.y1) / 2 <= box[3]
    )


def _holds(box: Rule, rule: Rule) -> bool:
    return box[0] - 1 <= rule[0] and box[1] - 1 <= rule[1] and rule[2] <= box[2] + 1 and rule[3] <= box[3] + 1
