"""One plan in every format, and how far what is extracted from them agrees: ``python -m tests.ingest.formats_making``.

The text version is the measure: same section tree, and the share of items found again (F1) of every kind.
"""

import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache, partial
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from extractors.flow import prepare
from extractors.pipeline import extract
from ingest.read import read
from ingest.source import SourceBytes
from schema.plan import Plan
from schema.text import fold
from tests.ingest.docx_making import abstract, docx, level, num, numbered, paragraph
from tests.ingest.legacy_making import tcvn3, vni
from tests.ingest.pdf_making import SOFFICE, base_document, image_pdf, renders, spoiled, to_pdf

KINDS = ("citations", "targets", "assignments", "deadlines", "annexes", "abbreviations")
# An OCR misreads a letter here and there: a passage is found again when this much of it is alike.
ALIKE = 0.8
_LISTS = (
    (re.compile(r"([IVX]+)\. (?=\S)"), "upperRoman", "%1."),
    (re.compile(r"(\d{1,2})\. (?=\S)"), "decimal", "%1."),
    (re.compile(r"([a-d])\) (?=\S)"), "lowerLetter", "%1)"),
    (re.compile(r"(-) (?=\S)"), "bullet", "-"),
)
_MARKED = re.compile(r"((?:[IVX]+|\d{1,2}(?:\.\d{1,2}){0,2})\.|[a-zđ]\)|[-+])\s(?=\S)")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@cache
def plan_paragraphs(path: Path) -> tuple[str, ...]:
    """The logical paragraphs of a plan in a text file, without the stars of Markdown, which no commune prints."""
    document = read(SourceBytes(name=path.name, data=path.read_bytes()))
    reading = prepare(document)
    texts = (" ".join(document.text[one.start : one.end].replace("*", "").split()) for one in reading.paragraphs)
    return tuple(text for text in texts if text)


def as_text(paragraphs: Sequence[str]) -> bytes:
    return "\n".join(paragraphs).encode()


def as_nfd(paragraphs: Sequence[str]) -> bytes:
    return unicodedata.normalize("NFD", "\n".join(paragraphs)).encode()


def as_tcvn3(paragraphs: Sequence[str]) -> bytes:
    return tcvn3("\n".join(paragraphs)).encode("cp1252", errors="replace")


def as_vni(paragraphs: Sequence[str]) -> bytes:
    return vni("\n".join(paragraphs)).encode("cp1252", errors="replace")


def as_docx(paragraphs: Sequence[str]) -> bytes:
    return docx("".join(map(paragraph, paragraphs)))


def as_numbered_docx(paragraphs: Sequence[str]) -> bytes:
    """The plan with Word's automatic numbers and bullets where it has typed ones."""
    body, nums = [], []
    for text in paragraphs:
        kind, match = next(((k, m) for k, (form, _, _) in enumerate(_LISTS) if (m := form.match(text))), (0, None))
        if match is None:
            body.append(paragraph(text))
            continue
        number = len(nums) + 1
        start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{_ordinal(match[1])}"/></w:lvlOverride>'
        nums.append(num(number, kind, start))
        body.append(numbered(text[match.end() :], number, 0))
    lists = [abstract(kind, level(0, form, label)) for kind, (_, form, label) in enumerate(_LISTS)]
    return docx("".join(body), numbering="".join([*lists, *nums]))


def _ordinal(marker: str) -> int:
    if marker.isdigit():
        return int(marker)
    if marker.islower():
        return ord(marker) - ord("a") + 1
    values = [_ROMAN.get(char, 0) for char in marker]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values)) or 1


def as_doc(paragraphs: Sequence[str]) -> bytes:
    """The plan as Word 97 kept it, by LibreOffice."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(as_docx(paragraphs))
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "doc:MS Word 97",
             "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return path.with_suffix(".doc").read_bytes()


@lru_cache(maxsize=4)
def _printed(paragraphs: tuple[str, ...], *, hanging: bool = False) -> bytes:
    """hanging: every item's marker stands left of its text, behind a tab, as Word's own lists have it."""
    document = base_document()
    for text in paragraphs:
        marked = _MARKED.match(text) if hanging else None
        made = document.add_paragraph(f"{marked[1]}\t{text[marked.end() :]}" if marked else text)
        form = made.paragraph_format
        form.space_after, form.first_line_indent = Pt(6), Cm(1.27)
        if marked:
            form.left_indent, form.first_line_indent = Cm(1.27), Cm(-0.63)
        made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return to_pdf(document)


def as_pdf(paragraphs: Sequence[str]) -> bytes:
    return _printed(tuple(paragraphs))


def as_hanging_pdf(paragraphs: Sequence[str]) -> bytes:
    return _printed(tuple(paragraphs), hanging=True)


def as_scan(paragraphs: Sequence[str], printed: Callable[[Sequence[str]], bytes] = as_pdf) -> bytes:
    return image_pdf(renders(printed(paragraphs)))


def as_bad_scan(paragraphs: Sequence[str], printed: Callable[[Sequence[str]], bytes] = as_pdf) -> bytes:
    pages = renders(printed(paragraphs))
    return image_pdf([spoiled(image, seed=n, angle=1.5, stamp=True) for n, image in enumerate(pages)], quality=75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: how the plan is made, its suffix, and the F1 that every kind must reach."""

    name: str
    suffix: str
    make: Callable[[Sequence[str]], bytes]
    floor: float = 0.99


FORMATS = (
    Format(name="text", suffix=".txt", make=as_text),
    Format(name="NFD", suffix=".txt", make=as_nfd),
    Format(name="TCVN3", suffix=".txt", make=as_tcvn3),
    Format(name="VNI", suffix=".txt", make=as_vni),
    Format(name="DOCX", suffix=".docx", make=as_docx),
    Format(name="DOCX automatic", suffix=".docx", make=as_numbered_docx),
    Format(name="DOC", suffix=".doc", make=as_doc),
    Format(name="PDF", suffix=".pdf", make=as_pdf),
    Format(name="PDF hanging", suffix=".pdf", make=as_hanging_pdf),
)
SCANS = (
    Format(name="clean scan", suffix=".pdf", make=as_scan, floor=0.95),
    Format(name="bad scan", suffix=".pdf", make=as_bad_scan, floor=0.85),
    Format(name="clean hanging", suffix=".pdf", make=partial(as_scan, printed=as_hanging_pdf), floor=0.95),
    Format(name="bad hanging", suffix=".pdf", make=partial(as_bad_scan, printed=as_hanging_pdf), floor=0.85),
)


def plan_of(form: Format, paragraphs: Sequence[str]) -> Plan:
    """What the program makes of the plan in this format."""
    return extract(read(SourceBytes(name=f"plan{form.suffix}", data=form.make(paragraphs))))


def plain(text: str | None) -> str:
    """Letters and digits alone, folded: what a passage says whatever the line breaks."""
    return "".join(char for char in fold(text or "") if char.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a plan compares with the text version. tree: whether the sections are identical. f1: by kind (sections,
    too). missing and extra: the passages that have no partner."""

    tree: bool
    f1: Mapping[str, float]
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def agreement(truth: Plan, found: Plan) -> Agreement:
    """How far ``found`` says what ``truth`` says."""
    f1, missing, extra = {}, [], []
    for kind, (wanted, got) in _pairs(truth, found).items():
        lost, new = _unpaired(wanted, got)
        total = len(wanted) + len(got)
        f1[kind] = (total - len(lost) - len(new)) / total if total else 1.0
        missing += [f"{kind}: {one}" for one in lost]
        extra += [f"{kind}: {one}" for one in new]
    return Agreement(tree=_tree(truth) == _tree(found), f1=f1, missing=tuple(missing), extra=tuple(extra))


def _pairs(truth: Plan, found: Plan) -> dict[str, tuple[list[str], list[str]]]:
    kinds = {
        kind: ([plain(item.evidence.quote) for item in getattr(truth, kind)],
               [plain(item.evidence.quote) for item in getattr(found, kind)])
        for kind in KINDS
    }  # fmt: skip
    return {"sections": (["/".join(row) for row in _tree(truth)], ["/".join(row) for row in _tree(found)])} | kinds


def _tree(plan: Plan) -> list[tuple[str, str, str]]:
    return [(section.id, plain(section.marker), plain(section.title)) for section in plan.sections]


def _unpaired(wanted: Sequence[str], got: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is left on both sides when equal passages are paired first, and then alike ones."""
    left, rest = _without_equal(wanted, got)
    lost = []
    for one in left:
        likeness = [SequenceMatcher(None, one, other, autojunk=False).ratio() for other in rest]
        best = max(range(len(rest)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < ALIKE:
            lost.append(one)
        else:
            del rest[best]
    return lost, rest


def _without_equal(wanted: Sequence[str], got: Sequence[str]) -> tuple[list[str], list[str]]:
    rest, left = list(got), []
    for one in wanted:
        if one in rest:
            rest.remove(one)
        else:
            left.append(one)
    return left, rest


def report(paths: Iterable[Path], formats: Sequence[Format]) -> None:
    """Print the table of figures."""
    print(
        f"{'plan':22} {'format':15} tree  " + " ".join(f"{kind[:9]:>9}" for kind in ("sections", *KINDS)) + "       s"
    )
    for path in paths:
        paragraphs = plan_paragraphs(path)
        truth = plan_of(FORMATS[0], paragraphs)
        for form in formats:
            started = time.monotonic()
            result = agreement(truth, plan_of(form, paragraphs))
            figures = " ".join(f"{result.f1[kind]:9.3f}" for kind in ("sections", *KINDS))
            print(
                f"{path.stem:22} {form.name:15} {'same ' if result.tree else 'OTHER'} {figures} {time.monotonic() - started:7.1f}",
                flush=True,
            )
            for mark, ones in (("-", result.missing), ("+", result.extra)):
                for one in ones[:6] if form.floor == 0.99 else ones[:3]:
                    print(f"      {mark} {one[:150]}")


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
    report(sorted(folder.glob("*.txt")), (*FORMATS, *SCANS) if "--scans" in sys.argv else FORMATS)
