"""How far a reading can be trusted, from signs that can be counted; every reader grades with it.

Only a document that is not ``POOR`` may prove that something is absent, so doubt counts against the grade.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.encodings.syllables import SyllableCount, count_text, total
from schema.document import Grade, PageNote

# Measured on plans, decisions and circulars of 2000-2023: syllables .958-1.0, marked syllables .82-.91 of the words.
# English prose has .4 syllables by accident and none with a mark.
SYLLABLES_GOOD = 0.88
SYLLABLES_FAIR = 0.70
MARKED_GOOD = 0.60
MARKED_FAIR = 0.40
# Broken characters (U+FFFD, private use, "(cid:12)") per character of the text.
BROKEN_GOOD = 0.002
BROKEN_FAIR = 0.03
# Mean word confidence of OCR, 0..100. On spoiled pages of 92 nearly everything is found, on those of 72 a quarter.
CONFIDENCE_GOOD = 85.0
CONFIDENCE_FAIR = 75.0
# A word of less confidence is unsure. Grain eats words whole while the mean stays above 90. Measured on scans of three
# plans with seven kinds of grain: a share of .008 at most on clean and stamped pages; up to .03 no criterion seemed
# absent that the plan names, from .036 on 1 to 3 in thirty did, with 5 to 8 % of the words lost.
UNSURE = 60
UNSURE_GOOD = 0.015
UNSURE_POOR = 0.035
# Below this many words the shares say nothing.
WORDS_MIN = 15
# A page with fewer letters holds no text worth the name.
PAGE_LETTERS_MIN = 15
# Share of unreadable pages from which the whole document cannot be trusted.
UNREADABLE_PAGES_FAIR = 0.2

_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff]")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_ORDER = (Grade.GOOD, Grade.FAIR, Grade.POOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure the OCR is of the words of a page. mean: of their confidences, 0..100. unsure: the share of the words
    whose confidence is below ``UNSURE``, 0..1.
    """

    mean: float
    unsure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a reader knows of one page. page: from 1. certainty: of the OCR, None where there was none.

    pictured: the page shows an image or drawing, so that an empty text means unread content and not a blank sheet.
    counted: what the words of the text are, where the reader has counted them already.
    """

    page: int
    text: str
    certainty: Certainty | None = None
    pictured: bool = False
    counted: SyllableCount | None = None

    @property
    def unsure(self) -> float:
        """The share of its words of which the OCR is unsure, 0..1."""
        return self.certainty.unsure if self.certainty else 0.0


def worst(*grades: Grade) -> Grade:
    """The lowest of ``grades``."""
    return max(grades, key=_ORDER.index)


def grade(text: str, pages: Sequence[PageFacts] = ()) -> tuple[Grade, tuple[PageNote, ...]]:
    """The grade of a document with this text, and the reasons in Vietnamese; no reasons for a plainly good one.

    pages: facts per page where the format has pages; their texts together are about ``text``.
    """
    counts = [facts.counted or count_text(facts.text) for facts in pages]
    overall, reasons = _text_grade(text, total(counts) if counts else count_text(text), page=None)
    page_grades = []
    for facts, counted in zip(pages, counts, strict=True):
        page_grade, page_reasons = _page_grade(facts, counted)
        page_grades.append(page_grade)
        reasons += page_reasons
    poor = sum(page_grade is Grade.POOR for page_grade in page_grades)
    if poor and poor > UNREADABLE_PAGES_FAIR * len(page_grades):
        overall = Grade.POOR
    elif any(page_grade is not Grade.GOOD for page_grade in page_grades):
        overall = worst(overall, Grade.FAIR)
    unsure, unsure_reasons = _unsure_grade(pages, counts)
    return worst(overall, unsure), (*reasons, *unsure_reasons)


def _unsure_grade(pages: Sequence[PageFacts], counts: Sequence[SyllableCount]) -> tuple[Grade, list[PageNote]]:
    """The grade by how many words of the whole document are doubtful: a page with little more than a stamp and a hand's
    signature, of which every file has one, has many."""
    words = sum(counted.words for counted in counts)
    doubtful = sum(facts.unsure * counted.words for facts, counted in zip(pages, counts, strict=True))
    if words < WORDS_MIN or doubtful < UNSURE_GOOD * words:
        return Grade.GOOD, []
    message = "Khoảng {share} số từ trên trang nhận dạng không chắc chắn, có thể bị mất chữ."
    return Grade.FAIR if doubtful < UNSURE_POOR * words else Grade.POOR, [
        _note("ocr_unsure", message.format(share=_percent(facts.unsure)), facts.page)
        for facts in pages
        if facts.unsure >= UNSURE_GOOD
    ]


def _page_grade(facts: PageFacts, counted: SyllableCount) -> tuple[Grade, list[PageNote]]:
    if facts.pictured and sum(map(str.isalpha, facts.text)) < PAGE_LETTERS_MIN:
        return Grade.POOR, [_note("page_unread", "Trang chỉ có hình ảnh, không đọc được chữ.", facts.page)]
    result, reasons = _text_grade(facts.text, counted, page=facts.page)
    if facts.certainty is not None and facts.certainty.mean < CONFIDENCE_GOOD:
        result = worst(result, Grade.FAIR if facts.certainty.mean >= CONFIDENCE_FAIR else Grade.POOR)
        message = f"Độ tin cậy nhận dạng chữ chỉ {_percent(facts.certainty.mean / 100)}."
        reasons.append(_note("ocr_confidence", message, facts.page))
    return result, reasons


def _text_grade(text: str, counted: SyllableCount, *, page: int | None) -> tuple[Grade, list[PageNote]]:
    if page is None and not text.strip():
        return Grade.POOR, [_note("no_text", "Văn bản không có chữ nào.", page)]
    result, reasons = _broken_grade(text, page)
    if counted.words < WORDS_MIN:
        return result, reasons
    for code, share, good, fair, message in (
        ("syllables", counted.share, SYLLABLES_GOOD, SYLLABLES_FAIR, "Chỉ {share} số từ là âm tiết tiếng Việt."),
        ("marks", counted.marked_share, MARKED_GOOD, MARKED_FAIR, "Chỉ {share} số từ có dấu tiếng Việt."),
    ):
        level = _level(share, good, fair)
        if level is not Grade.GOOD:
            reasons.append(_note(code, message.format(share=_percent(share)), page))
        result = worst(result, level)
    return result, reasons


def _broken_grade(text: str, page: int | None) -> tuple[Grade, list[PageNote]]:
    if "(cid:" not in text and "\ufffd" not in text and text.replace("\n", " ").isprintable():
        return Grade.GOOD, []  # private-use characters do not count as printable; this takes a tenth of the search
    broken = len(_BROKEN.findall(text)) + len(_UNMAPPED.findall(text))
    share = broken / len(text) if text else 0.0
    if broken < 3 or share <= BROKEN_GOOD:
        return Grade.GOOD, []
    result = Grade.FAIR if share <= BROKEN_FAIR else Grade.POOR
    return result, [_note("broken", f"Có {broken} ký tự hỏng, không giải mã được.", page)]


def _level(value: float, good: float, fair: float) -> Grade:
    if value >= good:
        return Grade.GOOD
    return Grade.FAIR if value >= fair else Grade.POOR


def _note(code: str, message: str, page: int | None) -> PageNote:
    return PageNote(code=code, message=message, page=page)


def _percent(share: float) -> str:
    return f"{share:.0%}".replace(".", ",")
