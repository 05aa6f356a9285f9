"""The numbered paragraphs of a region as a tree of nodes, each with the lines of its heading."""

import re
from dataclasses import dataclass

from extractors.form_marks import is_fill_in
from extractors.markers import readings
from extractors.outline_forms import explaining_notes
from extractors.outline_numbering import Fit, Numbering, Strength
from extractors.outline_regions import Region
from extractors.outline_titles import Node
from extractors.outline_zones import Layout
from extractors.reading import Paragraph
from schema.document import Evidence
from schema.letters import is_capital

_CLOSING = re.compile(
    r"(?:trên đây là|trên đây,|trong quá trình|quá trình (?:tổ chức|triển khai|thực hiện)|yêu cầu|đề nghị|"
    r"kế hoạch này|căn cứ (?:kế hoạch này|"
    r"nội dung|vào)|nhận được|ủy ban nhân dân|ubnd|chủ tịch|hàng năm|hằng năm|định kỳ|giao|nếu có|mọi |"
    r"các (?:cơ quan|đơn vị|phòng|ban|đồng chí)|"
    r"(?:với|trên) |quyết định này|nơi nhận|thủ trưởng|đồng chí|ban chỉ đạo|sở |phòng |nhà trường)"
)
_LONG_LINE = 40
_VALIDITY = re.compile(r"(?:kế hoạch|chương trình|đề án) này (?:thay thế|có hiệu lực)(?!\w)")
_SURE_CLOSING = re.compile(r"trên đây là|(?:trong )?quá trình (?:tổ chức|triển khai|thực hiện)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingProblem:
    """A number that does not follow. kind: "gap", "repeat" or "orphan" (the row does not begin with its first).

    before: the marker as written that came before in its row, None at the head of a row.
    """

    kind: str
    marker: str
    before: str | None
    evidence: Evidence


_PROBLEM = {Fit.GAP: "gap", Fit.REPEAT: "repeat", Fit.ORPHAN: "orphan", Fit.RESTART: "repeat"}


def _before_bracket(rest: str) -> str:
    """``rest`` of a line without the bracket that ends it: "GIẢI PHÁP (chi tiết tại Phụ lục)"."""
    closed = rest.rstrip(" *_.").endswith(")")
    return rest.partition("(")[0] if closed else rest


def numbered_nodes(layout: Layout, region: Region) -> list[Node]:
    """The numbered paragraphs of a region as a tree of nodes; what does not follow is noted on the Reading."""
    reading, numbering = layout.reading, Numbering()
    nodes: list[Node] = []
    path: list[Node] = []
    notes = explaining_notes(layout, region)
    index = region.body
    while index < region.end:
        item = layout.paragraphs[index]
        index += 1
        if item.tabular or item.bullet or item.note or index - 1 in notes:
            continue
        candidates = readings(reading.flow, item.start, item.end)
        if not candidates:
            continue
        rest = reading.flow[candidates[0].end : item.end].strip()
        if is_fill_in(rest) or (rest and not any(map(str.isalnum, rest))):
            continue  # a line to be filled in: "1. Ông (bà) ……………", "2. ……………"
        if not rest and index < region.end:
            rest = layout.text(index)  # the marker stands alone in its line, its heading below
        placement = numbering.place(candidates, Strength.STRONG, heading=is_capital(_before_bracket(rest)))
        if placement is None:
            continue
        numbering.push(placement)
        del path[placement.keep :]
        node = Node(
            marker=placement.marker,
            paragraph=item,
            index=index - 1,
            parent=path[-1] if path else None,
            depth=len(path) + 1,
        )
        path.append(node)
        nodes.append(node)
        if node.parent:
            node.parent.children.append(node)
        index = _take_heading_lines(layout, region, node, index)
        if placement.fit in _PROBLEM:
            reading.numbering_problems.append(
                NumberingProblem(
                    kind=_PROBLEM[placement.fit],
                    marker=placement.marker.text,
                    before=placement.before.text if placement.before else None,
                    evidence=reading.cite(placement.marker.start, placement.marker.end),
                )
            )
    _mark_content(layout, region, nodes)
    return nodes


def _take_heading_lines(layout: Layout, region: Region, node: Node, index: int) -> int:
    """Give ``node`` the following paragraphs that go on with its heading; the first paragraph after them."""
    flow, item = layout.reading.flow, node.paragraph
    rest = flow[node.marker.end : item.end].strip(" .:")
    alone = not rest
    capitals = alone or (is_capital(rest) and flow[item.start : item.end].rstrip()[-1:] not in ".;:")
    if not capitals and index < region.end and _bold_goes_on(layout, item, index):
        node.more.append(layout.paragraphs[index])
        return index + 1
    while index < region.end and len(node.more) < 4 and (alone or capitals):
        following = layout.paragraphs[index]
        text = layout.text(index)
        if following.bullet or following.tabular or following.note or readings(flow, following.start, following.end):
            break
        plain_title = alone and not node.more and len(text) < 160 and text[-1:] not in ".;:"
        if not plain_title and not (is_capital(text) and len(text) < 200):
            break
        node.more.append(following)
        index += 1
        if plain_title and not is_capital(text):
            break
    return index


def _bold_goes_on(layout: Layout, item: Paragraph, index: int) -> bool:
    """Whether a long bold heading was cut in two bold paragraphs: "3. Đề nghị …, Hội Liên hiệp" / "Phụ nữ xã"."""
    flow, following = layout.reading.flow, layout.paragraphs[index]
    if following.bullet or readings(flow, following.start, following.end):
        return False
    first, second = (flow[one.start : one.end].strip() for one in (item, following))
    whole = all(not one.tabular and (one.emphasis or 0) >= one.end for one in (item, following))
    return whole and not {first[-1:], second[-1:]} & set(".;:") and len(first) >= _LONG_LINE and not is_capital(second)


def _mark_content(layout: Layout, region: Region, nodes: list[Node]) -> None:
    """Note which nodes have text of their own between their heading and the next marker."""
    closing = closing_of(layout, region, nodes)
    for position, node in enumerate(nodes):
        after = node.index + len(node.more) + 1
        border = nodes[position + 1].index if position + 1 < len(nodes) else closing
        node.content = any(not one.note for one in layout.paragraphs[after:border])


def closing_of(layout: Layout, region: Region, nodes: list[Node]) -> int:
    """The paragraph where the closing begins; ``region.end`` where there is none."""
    first = nodes[-1].index + len(nodes[-1].more) + 1 if nodes else region.body
    for index in range(first, region.end):
        if _SURE_CLOSING.match(layout.folded(index)) and not layout.paragraphs[index].bullet:
            return _with_own_validity(layout, nodes, first, index)
    start = region.end
    for index in range(region.end - 1, max(first, region.end - 4) - 1, -1):
        item, folded = layout.paragraphs[index], layout.folded(index)
        if item.bullet or item.tabular or not _CLOSING.match(folded):
            break
        last_word = folded.endswith(("./.", "/.", "./"))
        told = last_word and bool(nodes) and _has_own_text(layout, nodes[-1])
        if (index == region.end - 1 and not last_word) or (nodes and index == first and not told):
            break
        start = index
    if start < region.end and nodes and start == first and not _has_own_text(layout, nodes[-1]):
        return region.end
    return start


def _with_own_validity(layout: Layout, nodes: list[Node], first: int, closing: int) -> int:
    """Where the closing at ``closing`` begins: a paragraph earlier, where that says from when on the plan is valid."""
    before = closing - 1
    if before < first or not _VALIDITY.match(layout.folded(before)):
        return closing
    is_body = before == first and bool(nodes) and not _has_own_text(layout, nodes[-1])
    return closing if is_body or layout.paragraphs[before].bullet else before


def _has_own_text(layout: Layout, node: Node) -> bool:
    """Whether the paragraph of ``node`` is more than a heading, so that what follows it need not be its body."""
    return layout.text(node.index)[-1:] in ".;"
