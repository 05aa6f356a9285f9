"""The same plan gives the same section tree in every format; a scan gives it, too, where Tesseract is installed."""

import shutil
from pathlib import Path

import pytest

from corpus.sample_sources.make import SAMPLES
from extractors.pipeline import extract
from ingest.read import read_path
from schema.plan import Plan

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "samples"
TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "plans"

needs_texts = pytest.mark.skipif(
    not TEXTS.exists(), reason="the plans' texts lie beside the checkout, in ../shared/plans"
)


def tree(plan: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(s.id, s.marker, s.title and " ".join(s.title.split())) for s in plan.sections if s.marker]


@needs_texts
@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.kind != "scan"], ids=lambda sample: sample.file)
def test_every_format_gives_the_tree_of_the_text(sample) -> None:
    plan = extract(read_path(SAMPLE_FOLDER / sample.file))
    text = extract(read_path(TEXTS / f"{sample.plan}.txt"))
    assert tree(plan) == tree(text)
    for kind in ("citations", "targets", "assignments", "deadlines"):
        assert len(getattr(plan, kind)) == len(getattr(text, kind)), kind


@needs_texts
@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed (tesseract-ocr, tesseract-ocr-vie)"
)
def test_the_scan_gives_the_tree_of_the_text() -> None:
    sample = next(s for s in SAMPLES if s.kind == "scan")
    plan = extract(read_path(SAMPLE_FOLDER / sample.file))
    text = extract(read_path(TEXTS / f"{sample.plan}.txt"))
    assert [(s.id, s.marker) for s in plan.sections if s.marker] == [
        (s.id, s.marker) for s in text.sections if s.marker
    ]


def test_the_automatic_numbers_are_no_typed_text() -> None:
    from docx import Document

    word = Document(str(SAMPLE_FOLDER / "ke-hoach-ubnd-thi-tran-cam-giang.docx"))
    headings = [p.text for p in word.paragraphs if "NHIỆM VỤ VÀ GIẢI PHÁP" in p.text]
    assert headings == ["NHIỆM VỤ VÀ GIẢI PHÁP"]
