"""The section tree of a Reading: zones, numbered sections, annexes.

Reads the paragraphs, gives Sections ordered by start with children inside parents. Ids are paths of markers
("II.7.1"); ``HDR``, ``PRE``, ``END``, ``NN``, ``SIG`` are zones. An annex is a section without marker, its id ("PL1")
opens the path of what stands in it; a form in it is a section, too ("PL1.Mẫu số 02"). Where a file holds a decision and
the plan that it promulgates, the articles of the decision stand under the path "QĐ" and the plan's own preamble is
"KH.PRE".
"""

from collections.abc import Iterator

from extractors.markers import Style, roman_value
from extractors.outline_annexes import ATTACHED
from extractors.outline_forms import parts_of
from extractors.outline_groups import GroupRow, group_rows
from extractors.outline_nodes import closing_of, numbered_nodes
from extractors.outline_regions import Region, RegionKind
from extractors.outline_titles import Node, give_titles
from extractors.outline_zones import Layout, layout_of
from extractors.reading import Reading
from schema.plan import Section, Zone

HEADER_ZONE = "HDR"


def outline(reading: Reading) -> tuple[Section, ...]:
    """Zones and sections of ``reading`` in the order of the text; empty for a text without paragraphs.

    What does not follow in the numbering is noted on ``reading``.
    """
    if not reading.paragraphs:
        return ()
    layout = layout_of(reading)
    regions = layout.regions
    reading.numbering_problems = []
    found: list[Section] = []
    annexes: dict[str, int] = {}
    for region in regions:
        stop = _offset(reading, region.last)
        if region.kind is RegionKind.ANNEX:
            found.extend(_annex_sections(layout, region, stop, annexes))
        else:
            second = region.kind is RegionKind.MAIN and regions[0].kind is RegionKind.DECISION
            found.extend(_document_sections(layout, region, stop, second=second))
    found.sort(key=lambda section: (section.start, section.level))
    return tuple(_unique(found))


def _offset(reading: Reading, index: int) -> int:
    return reading.paragraphs[index].start if index < len(reading.paragraphs) else len(reading.text)


def _document_sections(layout: Layout, region: Region, stop: int, *, second: bool) -> Iterator[Section]:
    reading = layout.reading
    nodes = numbered_nodes(layout, region)
    closing = closing_of(layout, region, nodes) if region.kind is RegionKind.MAIN or nodes else region.end
    prefix = "QĐ" if region.kind is RegionKind.DECISION else None
    zone_prefix = "KH." if second else ""
    body = _offset(reading, region.body) if region.body < region.last else stop
    # A plan may be a table alone, which only its groups part.
    rows = group_rows(reading, layout.paragraphs[region.body : closing]) if not nodes else []
    first = nodes[0].paragraph.start if nodes else rows[0].start if rows else _offset(reading, closing)
    yield from _zone(reading, zone_prefix + HEADER_ZONE, _offset(reading, region.first), body, "outline.header")
    if nodes or region.end > region.body:
        yield from _zone(reading, zone_prefix + Zone.PREAMBLE, body, first, "outline.preamble")
    body_end = min(_offset(reading, closing), stop)
    yield from _sections(layout, nodes, body_end, prefix, 0)
    yield from _group_sections(reading, rows, body_end, prefix, 0)
    tail = min(_offset(reading, region.end), stop)
    if nodes:
        yield from _zone(reading, zone_prefix + Zone.CLOSING, body_end, tail, "outline.closing")
    yield from _end_zones(layout, region, stop, zone_prefix)


def _end_zones(layout: Layout, region: Region, stop: int, prefix: str) -> Iterator[Section]:
    reading, columns = layout.reading, region.columns
    marks = {
        zone: _offset(reading, mark)
        for mark, zone in ((region.recipients, Zone.RECIPIENTS), (region.signature, Zone.SIGNATURE))
        if mark is not None
    }
    beside = columns is not None and Zone.RECIPIENTS in marks and marks[Zone.RECIPIENTS] < columns.right[0][0]
    if columns is not None and beside:
        marks[Zone.SIGNATURE] = columns.right[0][0]
    known = sorted((start, zone) for zone, start in marks.items())
    for position, (start, zone) in enumerate(known):
        # Lines that hold both columns are of both zones.
        end = stop if beside or position + 1 == len(known) else known[position + 1][0]
        yield from _zone(reading, prefix + zone, start, min(end, stop), f"outline.{zone.name.lower()}")


def _zone(reading: Reading, zone_id: str, start: int, end: int, rule: str) -> Iterator[Section]:
    """The zone, unless it is empty; its evidence is its first words."""
    text = reading.flow[start:end]
    if not text.strip():
        return
    begin = start + len(text) - len(text.lstrip())
    first_line = reading.flow.find("\n", begin, end)
    words = reading.flow[begin : first_line if first_line > 0 else end].rstrip()
    stop = begin + len(words)
    if len(words) > 80:
        space = words.rfind(" ", 20, 80)
        stop = begin + (space if space > 0 else 80)
    yield Section(
        id=str(zone_id),
        marker=None,
        title=None,
        level=1,
        parent=None,
        start=begin,
        end=end,
        evidence=reading.cite(begin, stop),
        rule=rule,
    )


def _sections(layout: Layout, nodes: list[Node], end: int, prefix: str | None, base: int) -> Iterator[Section]:
    reading = layout.reading
    give_titles(nodes, reading.flow)
    ids: dict[int, str] = {}
    taken: dict[str, int] = {}
    ends = _ends(nodes, end)
    for position, node in enumerate(nodes):
        parent = ids[id(node.parent)] if node.parent else prefix
        section_id = _fresh(f"{parent}.{_key(node)}" if parent else _key(node), taken)
        ids[id(node)] = section_id
        head_end = max(node.head_end, node.marker.end)
        yield Section(
            id=section_id,
            marker=" ".join(node.marker.text.split()),
            title=node.title,
            level=node.depth + base,
            parent=ids[id(node.parent)] if node.parent else (prefix if base else None),
            start=node.paragraph.start,
            end=max(ends[position], head_end),
            evidence=reading.cite(node.paragraph.start, head_end),
            rule=node.rule,
        )


def _key(node: Node) -> str:
    """The part that ``node`` adds to the path of its parent."""
    marker, parent = node.marker, node.parent
    if marker.style is not Style.DECIMAL or parent is None:
        return ".".join(map(str, marker.path)) if marker.style is Style.DECIMAL else marker.key
    above = parent.marker.path
    if parent.marker.style in (Style.NUMBER, Style.DECIMAL, Style.ROMAN) and marker.path[: len(above)] == above:
        return ".".join(map(str, marker.path[len(above) :]))
    return ".".join(map(str, marker.path))


def _ends(nodes: list[Node], end: int) -> list[int]:
    """Where each node ends: at the next one that does not stand below it."""
    ends = [end] * len(nodes)
    open_nodes: list[int] = []
    for position, node in enumerate(nodes):
        while open_nodes and nodes[open_nodes[-1]].depth >= node.depth:
            ends[open_nodes.pop()] = node.paragraph.start
        open_nodes.append(position)
    return ends


def _fresh(wanted: str, taken: dict[str, int]) -> str:
    """``wanted``, or "wanted~2", "wanted~3", … where it is taken."""
    taken[wanted] = taken.get(wanted, 0) + 1
    return wanted if taken[wanted] == 1 else _fresh(f"{wanted}~{taken[wanted]}", taken)


def _annex_sections(layout: Layout, region: Region, stop: int, taken: dict[str, int]) -> Iterator[Section]:
    reading = layout.reading
    annex_id = _fresh(_annex_id(layout, region, len(taken) + 1), taken)
    start = _offset(reading, region.first)
    heading = [index for index in region.title if not _tells_act(layout.folded(index))]
    head = layout.paragraphs[heading[-1] if heading else region.first]
    yield Section(
        id=annex_id,
        marker=region.form.mark if region.form else None,
        title=annex_title(layout, region),
        level=1,
        parent=None,
        start=start,
        end=stop,
        evidence=reading.cite(start, head.end),
        rule="outline.annex",
    )
    own, *forms = parts_of(layout, region)
    yield from _part_sections(layout, own, annex_id, level=1)
    below: dict[str, int] = {}
    for form in forms:
        yield from _form_sections(layout, form, annex_id, below)


def _form_sections(layout: Layout, region: Region, annex_id: str, taken: dict[str, int]) -> Iterator[Section]:
    reading, mark = layout.reading, region.form.mark if region.form else ""
    form_id = _fresh(f"{annex_id}.{mark}", taken)
    start = layout.paragraphs[region.first].start
    yield Section(
        id=form_id,
        marker=mark,
        title=annex_title(layout, region),
        level=2,
        parent=annex_id,
        start=start,
        end=_offset(reading, region.last),
        evidence=reading.cite(start, layout.paragraphs[region.title[-1]].end),
        rule="outline.form",
    )
    yield from _part_sections(layout, region, form_id, level=2)


def _part_sections(layout: Layout, region: Region, path: str, level: int) -> Iterator[Section]:
    """What stands below the annex or form ``path``, which is of ``level``."""
    reading, stop = layout.reading, _offset(layout.reading, region.last)
    nodes = numbered_nodes(layout, region)
    yield from _sections(layout, nodes, stop, path, level)
    if not nodes:
        rows = group_rows(reading, layout.paragraphs[region.body : region.last])
        yield from _group_sections(reading, rows, stop, path, level)


def _group_sections(
    reading: Reading, rows: list[GroupRow], stop: int, path: str | None, level: int
) -> Iterator[Section]:
    """The sections that the group rows of a table open below ``path``, each up to the next row of its depth."""
    above = path
    for position, row in enumerate(rows):
        parent = above if row.depth > 1 else path
        section_id = f"{parent}.{row.key}" if parent else row.key
        above = section_id if row.depth == 1 else above
        later = (other.start for other in rows[position + 1 :] if other.depth <= row.depth)
        yield Section(
            id=section_id,
            marker=row.marker,
            title=row.title,
            level=row.depth + level,
            parent=parent,
            start=row.start,
            end=next(later, stop),
            evidence=reading.cite(row.start, row.end),
            rule="outline.group_row",
        )


def _tells_act(folded: str) -> bool:
    """Whether a line under the title of an annex tells with which act it was issued."""
    return bool(ATTACHED.match(folded)) or folded.startswith(
        ("(ban hành", "(được", "ban hành kèm theo", "được ban hành")
    )


def _annex_id(layout: Layout, region: Region, position: int) -> str:
    match = layout.label(region.first)
    number = match["number"] if match else None
    if not number:
        return f"PL{position}"
    if number.isdigit():
        return f"PL{int(number)}"
    value = roman_value(number) if not number[0].isdigit() and set(number) <= set("ivxl") else 0
    return f"PL{value}" if value else f"PL{number.lstrip('0').upper()}"


def annex_title(layout: Layout, region: Region) -> str | None:
    """The title of an annex region without its label and without "(Kèm theo …)"; None where it has none."""
    parts: list[str] = []
    for index in region.title:
        text, attached = layout.text(index), ATTACHED.search(layout.folded(index))
        match = layout.label(index) if index == region.first else None
        text = text[: attached.start()] if attached else text
        if region.form and index == region.first:
            text = region.form.title or ""
        text = text[match.start("rest") :].strip(" .:-–") if match else text
        if text.strip() and not _tells_act(layout.folded(index)):
            parts.append(" ".join(text.split()))
    return " ".join(parts) or None


def _unique(sections: list[Section]) -> Iterator[Section]:
    """The sections with ids made unique; zones of a second document keep their prefix."""
    seen: set[str] = set()
    for section in sections:
        if section.id not in seen:
            seen.add(section.id)
            yield section
