"""Which documents are plans: what is none is refused by name, never loaded beside the plans in silence."""

from collections.abc import Iterable
from pathlib import PurePath

from corpus.other_documents import other_kind
from ingest.encodings.syllables import count_text
from ingest.grading import MARKED_FAIR, SYLLABLES_FAIR, WORDS_MIN
from ingest.ocr import INSTALL
from ingest.source import ReadError
from schema.document import Grade
from schema.ledger import Reason
from schema.plan import Plan
from schema.text import bare, fold, squeeze

PLAN_CODES = {"KH"}
# How the outline names the head of what stands behind its decision, and the types, squeezed, that are plans.
PROMULGATED = "KH.HDR"
_PROMULGATED_TYPES = ("kehoach", "chuongtrinh", "dean", "phuongan")
# The reader's note on a file whose bytes are not what its suffix says.
WRONG_SUFFIX = "wrong_suffix"
# Its note on a page in pictures where the recognition failed.
OCR_FAILED = "ocr_failed"
_PAGES_SHOWN = 10
# Words with which a document calls itself a plan although its header is lost.
_SELF_NAMES = ("kế hoạch này", "xây dựng kế hoạch", "ban hành kế hoạch", "trên đây là kế hoạch")


def refusal(plan: Plan) -> ReadError | None:
    """Why ``plan`` is not admitted among the plans; None where it is one."""
    header = plan.header
    if (found := unreadable(plan) or _half_read(plan)) is not None:
        return found
    if plan.document.grade is Grade.POOR and header.type_code is None and not _is_vietnamese(plan.document.text):
        return ReadError(
            Reason.UNREADABLE_TEXT,
            "Chữ đọc được từ tệp không thành tiếng Việt.",
            "Gửi tệp Word gốc hoặc bản quét rõ hơn (300 dpi).",
        )
    if header.type_code is not None:
        if header.type_code.value in PLAN_CODES or _promulgated(plan):
            return _bare_heading(plan)
        kind = header.type_code.evidence.quote
        return _not_a_plan(f"Văn bản này là “{' '.join(kind.split())}”, không phải kế hoạch.")
    other = other_kind(plan)
    if other is not None:
        return _not_a_plan(f"Văn bản này là “{other}”, không phải kế hoạch.")
    if _names_itself(plan):
        return None
    return _not_a_plan("Không thấy dấu hiệu nào cho biết đây là một kế hoạch.")


def unreadable(plan: Plan) -> ReadError | None:
    """Why the file of ``plan`` was not read though its bytes passed for text: it is empty, or rubbish of a format that
    it is not; None where it is a document, a plan or not."""
    text = plan.document.text
    if not text.strip():
        return ReadError(Reason.EMPTY, "Tệp không có chữ nào.", "Kiểm tra lại tệp nguồn rồi gửi lại.")
    source = plan.document.source
    mistaken = source.reader == "text" and any(note.code == WRONG_SUFFIX for note in source.notes)
    if not mistaken or plan.header.type_code is not None or _names_itself(plan):
        return None
    suffix = PurePath(source.name).suffix
    return ReadError(
        Reason.CORRUPT,
        f"Tệp mang đuôi {suffix} nhưng nội dung không phải định dạng đó và cũng không phải kế hoạch.",
        "Mở thử tệp; nếu không mở được, xin lại tệp từ đơn vị gửi.",
    )


def _bare_heading(plan: Plan) -> ReadError | None:
    """Why a file that says KẾ HOẠCH and nothing more is not loaded: it would stand in the table as a plan that left
    everything out."""
    header = plan.header
    if len(plan.sections) > 1 or header.title or header.issuer or header.symbol:
        return None
    return ReadError(
        Reason.EMPTY,
        "Tệp chỉ có chữ “KẾ HOẠCH”, không có tên, cơ quan ban hành hay nội dung.",
        "Kiểm tra lại tệp nguồn rồi gửi lại.",
    )


def _half_read(plan: Plan) -> ReadError | None:
    """Why a file of which pages stay unread, without an OCR or as it failed, is not loaded: what they say would pass
    for left out, and the same bytes later for loaded."""
    notes = [note for note in plan.document.source.notes if note.page is not None]
    if pages := {note.page for note in notes if note.code == "needs_ocr"}:
        return ReadError(Reason.NEEDS_OCR, f"Trang {_listed(pages)} chỉ có ảnh, cần nhận dạng chữ.", INSTALL)
    failed = [note for note in notes if note.code == OCR_FAILED]
    if not failed:
        return None
    pages = {note.page for note in failed}
    return ReadError(
        Reason.UNREADABLE_TEXT,
        f"Trang {_listed(pages)} chỉ có ảnh và chưa nhận dạng được chữ. {failed[0].message}",
        "Nạp lại bằng: kehoach import --retry-failed; nếu vẫn lỗi, gửi tệp Word gốc hoặc bản quét rõ hơn (300 dpi).",
    )


def _listed(pages: Iterable[int | None]) -> str:
    numbers = sorted(page for page in pages if page is not None)
    return ", ".join(map(str, numbers[:_PAGES_SHOWN])) + (", …" if len(numbers) > _PAGES_SHOWN else "")


def _is_vietnamese(text: str) -> bool:
    """Whether most words are Vietnamese: a scan may be doubtful in places and still tell what it is."""
    counted = count_text(text)
    return counted.words >= WORDS_MIN and counted.share >= SYLLABLES_FAIR and counted.marked_share >= MARKED_FAIR


def _names_itself(plan: Plan) -> bool:
    text = squeeze(fold(plan.document.text))
    return any(name in text for name in _SELF_NAMES)


def _promulgated(plan: Plan) -> bool:
    """Whether the file holds, behind a decision, the plan that the decision promulgates."""
    heads = (section for section in plan.sections if section.id == PROMULGATED)
    return any(
        bare(section.evidence.quote).replace(" ", "").lstrip("#*_|").startswith(_PROMULGATED_TYPES) for section in heads
    )


def _not_a_plan(message: str) -> ReadError:
    return ReadError(
        Reason.NOT_A_PLAN, message, "Nếu đúng là kế hoạch, gửi bản có đủ tên loại “KẾ HOẠCH” ở đầu văn bản."
    )
