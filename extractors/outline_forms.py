"""The forms that an annex holds: each is numbered for itself, and notes below it explain its marks."""

from dataclasses import replace

from extractors.form_marks import FormHeading, note_marks, noted_mark
from extractors.outline_regions import Region, RegionKind
from extractors.outline_zones import Layout


def parts_of(layout: Layout, region: Region) -> tuple[Region, ...]:
    """What of ``region`` is numbered for itself: an annex up to its first form and each form; any other, it alone."""
    if region.kind is not RegionKind.ANNEX:
        return (region,)
    heads = _headings(layout, region)
    ends = [*(first for first, _ in heads), region.last]
    forms = (_form(layout, first, last, head) for (first, head), last in zip(heads, ends[1:], strict=True))
    return (replace(region, last=ends[0]), *forms)


def _headings(layout: Layout, region: Region) -> list[tuple[int, FormHeading]]:
    """The headings of forms below the title of an annex, without the entries of a list of its forms."""
    found = [(index, head) for index in range(region.body, region.last) if (head := layout.form(index))]
    last = {head.mark: index for index, head in found}
    following = {index for index, _ in found}
    return [(index, head) for index, head in found if index + 1 not in following or last[head.mark] == index]


def _form(layout: Layout, first: int, last: int, head: FormHeading) -> Region:
    title = [first, first + 1] if head.awaits and first + 1 < last and layout.heads_form(first + 1) else [first]
    return Region(kind=RegionKind.FORM, first=first, last=last, title=title, body=title[-1] + 1, form=head)


def explaining_notes(layout: Layout, region: Region) -> frozenset[int]:
    """The paragraphs of an annex or form that explain a mark in the text before them: "(1) Tên cơ quan."."""
    if region.kind not in (RegionKind.ANNEX, RegionKind.FORM):
        return frozenset()
    marks: set[str] = set()
    notes: set[int] = set()
    for index in range(region.first, region.last):
        text = layout.text(index)
        if noted_mark(text) in marks:
            notes.add(index)
        else:
            marks.update(note_marks(text))
    return frozenset(notes)
