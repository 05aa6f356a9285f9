"""What of a numbered paragraph is its heading: title, run-in title, or a sentence without a title."""

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.assignments_words import role_words
from extractors.markers import WORD_STYLES, Marker, Style
from extractors.reading import Paragraph
from schema.letters import UPPER, is_capital
from schema.text import fold, squeeze

_LIST_CUE = re.compile(r"(?:gồm|là|như|như sau|sau đây|cụ thể|trong đó|ví dụ|lưu ý|bao gồm|về)$")
# The next sentence may open with a figure: "2. Cải cách thể chế. 100% văn bản được tự kiểm tra".
# No stop behind a form of address ends one: "4.1. Ông. Nguyễn Văn An - Trưởng đoàn: phụ trách chung".
_SENTENCE_BREAK = re.compile(
    rf"(?<!\b[Ôô]ng)(?<!\b[Bb]à)(?<!\bThS)(?<!\bTS)(?<!\bBS)[.!?]\s+(?=[“\"]?{UPPER}|\d{{1,3}}(?:,\d+)?\s?%)"
)
_CLAUSE = re.compile(r"[,;:.(]")
# Where a line ended within "2026-2031": one word, wherever the lines of a page end.
_BROKEN_SPAN = re.compile(r"(?<=\d[-–])\s+(?=\d)")
_LABEL = re.compile(
    r"^\s*(?:nhóm )?(?:nhiệm vụ|tiểu đề án|đề án|tiểu dự án|dự án|nội dung|tiêu chí|chỉ tiêu|mục tiêu|hoạt động|"
    r"giải pháp|nhóm|hợp phần|mô hình|chuyên đề|chỉ số|hạng mục|đợt|"
    r"giai đoạn|bước|vòng)\s+(?:số\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5})\s*$"
)
# A head that the names behind its colon share: "Các sở: Tài nguyên và Môi trường, Xây dựng: rà soát …".
_SHARED_HEAD = re.compile(
    r"^\s*(?:giao\s+)?các\s+(?:sở|phòng|ban|công chức|cán bộ|đồng chí|xã|phường|trường|đơn vị)(?:\s+[^\W\d]+){0,2}\s*$"
)
_NAMES = re.compile(r"\s*([^:;.\n]{4,160}):")
_NAME_JOINT = re.compile(r"\s*,\s*|\s+và\s+")
_WHOLE_BRACKET = re.compile(r"\s*\([^()]{3,160}\)(?=\s*:?\s*$)")
_LONG_TITLE = 45
_NAME_WORDS = 8
_RUN_IN_WORDS = 26
_SHORT_WORDS = 9
_HEADED_WORDS = 18
_HEADING_STYLES = WORD_STYLES - {Style.ARTICLE} | {Style.ROMAN, Style.UPPER}


@dataclass(slots=True, kw_only=True)
class Node:
    """A marker that was placed. index: its paragraph; depth: its level in its region; more: paragraphs that go on with
    its heading; content: whether text of its own follows the paragraph. title, head_end: filled by ``give_titles``."""

    marker: Marker
    paragraph: Paragraph
    index: int
    parent: "Node | None"
    depth: int
    more: list[Paragraph] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    content: bool = False
    title: str | None = None
    head_end: int = 0
    rule: str = ""


def give_titles(nodes: list[Node], flow: str) -> None:
    """Set title, head_end and rule of every node; a sentence among titled siblings of its kind is a title, too."""
    unsure = [node for node in nodes if not _give(node, flow)]
    open_rows = {id(node) for node in unsure}
    rows: dict[int, tuple[int, int, int, int]] = {}
    for node in nodes:
        if id(node) not in open_rows:
            sure, titled, with_text, stopped = rows.get(id(node.parent), (0, 0, 0, 0))
            has_text = node.title is not None and (bool(node.children) or node.content)
            stop = has_text and flow[node.head_end - 1] == "."
            rows[id(node.parent)] = (sure + 1, titled + (node.title is not None), with_text + has_text, stopped + stop)
    left = Counter(id(node.parent) for node in unsure)
    for node in unsure:
        sure, titled, with_text, stopped = rows.get(id(node.parent), (0, 0, 0, 0))
        short = len(flow[node.marker.end : node.paragraph.end].split()) <= _SHORT_WORDS
        # A heading with a full stop stands beside others that have one; else the stop ends a sentence.
        if (short and titled * 2 >= sure) or (with_text * 2 > sure + left[id(node.parent)] and stopped):
            _set(node, flow, node.marker.end, node.paragraph.end, "outline.sibling_heading")
        else:
            _sentence(node, flow)


def _give(node: Node, flow: str) -> bool:
    """Decide the title of ``node`` from its own words; False where its siblings must decide."""
    start, end = node.marker.end, node.paragraph.end
    rest = flow[start:end]
    if node.more or not rest.strip():
        _set(node, flow, start, node.more[-1].end if node.more else end, "outline.heading_lines")
        return True
    emphasis = node.paragraph.emphasis
    if emphasis is not None and start + 2 < emphasis < end - 3:
        bracket = _WHOLE_BRACKET.match(flow, emphasis, end)  # "**1. Sở Nội vụ** (cơ quan thường trực):"
        _set(node, flow, start, bracket.end() if bracket else emphasis, "outline.bold_run_in")
        return True
    if emphasis is not None and emphasis >= end and len(rest.split()) <= _LONG_TITLE and rest.rstrip()[-1] not in ".;":
        _set(node, flow, start, end, "outline.bold")
        return True
    capitals = _capital_run(rest)
    if capitals is not None:
        _set(node, flow, start, start + capitals, "outline.capitals")
        return True
    colon = _run_in_colon(rest)
    if colon is not None and not _heads_text(node, rest):
        _set(node, flow, start, start + colon + 1, "outline.run_in")
        return True
    return _plain(node, flow, start, end, rest.strip())


def _heads_text(node: Node, rest: str) -> bool:
    """Whether the line with a colon is a heading whole: short, without a stop, or names behind the colon, with the text
    of its own below it."""
    behind = rest.find(":") + 1
    if _WHOLE_BRACKET.match(rest, behind):
        return False
    if (node.content or node.children) and _lists_names(rest[behind:].strip().rstrip(".")):
        return True  # "17. UBND các phường: Hòa An, Tân Lập và UBND xã Lộc Sơn."
    return node.content and len(rest.split()) <= _HEADED_WORDS and rest.rstrip()[-1:] not in ".;,:"


def _lists_names(text: str) -> bool:
    """Whether several names and nothing else stand there."""
    names = _NAME_JOINT.split(text)
    few = len(names) > 1 and all(name[:1].isupper() and len(name.split()) <= _NAME_WORDS for name in names)
    return few and all(text[verb.start()].isupper() for verb in role_words().verb.finditer(fold(text)))


def _plain(node: Node, flow: str, start: int, end: int, rest: str) -> bool:
    words = len(_BROKEN_SPAN.sub("", rest).split())
    first = _SENTENCE_BREAK.search(rest)
    if first is not None and _LABEL.search(fold(rest[: first.start()])):
        first = _SENTENCE_BREAK.search(rest, first.end())  # "Mục tiêu 2. Trong lĩnh vực kinh tế": a number, no sentence
    if first is not None:
        head = rest[: first.start() + 1]
        if len(head.split()) <= _SHORT_WORDS and head[-1] == "." and not node.children:
            offset = flow.index(rest[:4], start)
            _set(node, flow, start, offset + len(head), "outline.first_sentence")
            return True
        _sentence(node, flow)
        return True
    ended = rest[-1] in ".;"
    if rest.endswith(";") or (words > _LONG_TITLE and node.marker.style not in _HEADING_STYLES and not node.children):
        _sentence(node, flow)
    elif not ended or node.children or node.marker.style in _HEADING_STYLES or node.content:
        _set(node, flow, start, end, "outline.heading")
    else:
        return False
    return True


def _capital_run(rest: str) -> int | None:
    """Where the words in capitals that open ``rest`` end; None where it does not open so or is but an acronym."""
    text = rest.rstrip()
    if is_capital(text) and len(text.split()) >= 2:
        return len(text)
    position, last = 0, 0
    count = 0
    for match in re.finditer(r"\S+", text):
        word = match.group()
        letters = [char for char in word if char.isalpha()]
        if letters and not all(char.isupper() for char in letters):
            position = match.start()
            break
        count += bool(letters)
        last = match.end()
    if count >= 3 and last >= 14 and position and text[position].isupper() is True:
        return last
    return None


def _run_in_colon(rest: str) -> int | None:
    """The place of the colon that ends a run-in title ("Các công chức chuyên môn: …"); None where there is none."""
    depth = 0
    for index, char in enumerate(rest):
        if char in "(“[":
            depth += 1
        elif char in ")”]":
            depth = max(0, depth - 1)
        elif char == ":" and not depth and not rest[index + 1 : index + 2].isdigit():
            if _shares(rest, index):
                continue
            if _LABEL.search(fold(rest[:index])):
                continue  # "Tiểu đề án 1: Truyền thông …": the words behind the colon are the title
            return index if _titles(rest[:index], rest[index + 1 :].strip()) else None
        elif char in ".!?" and not depth and _SENTENCE_BREAK.match(rest, index):
            return None
    return None


def _shares(rest: str, colon: int) -> bool:
    """Whether names that share the head stand behind the colon, up to the colon that ends the title."""
    names = _NAMES.match(rest, colon + 1) if _SHARED_HEAD.match(fold(rest[:colon])) else None
    return names is not None and all(name.strip()[:1].isupper() for name in _NAME_JOINT.split(names[1].strip()))


def _titles(head: str, tail: str) -> bool:
    words = len(head.split())
    if not head.strip():
        return False
    if not tail or _WHOLE_BRACKET.match(tail):  # "3. Ý kiến như sau: (ghi tóm tắt)": nothing but how to fill it in
        return words <= _LONG_TITLE
    if _LIST_CUE.search(fold(head.strip())):
        return False
    return words <= _RUN_IN_WORDS


def _set(node: Node, flow: str, start: int, end: int, rule: str) -> None:
    title = squeeze(flow[start:end]).strip(" :-–*_").strip()
    if title.endswith(("/.", "./")):
        title = title.rstrip("./") + "."
    node.title = title or None
    node.head_end = start + len(flow[start:end].rstrip()) if title else node.marker.end
    node.rule = rule if title else "outline.bare_marker"


def _sentence(node: Node, flow: str) -> None:
    """A run-in item without a heading: its evidence is the first clause, at most twelve words."""
    start, end = node.marker.end, node.paragraph.end
    rest = flow[start:end]
    words = list(re.finditer(r"\S+", rest))[:12]
    stop = words[-1].end() if words else 0
    clause = _CLAUSE.search(rest, words[3].end() if len(words) > 4 else stop, stop) if words else None
    node.title = None
    node.head_end = start + (clause.start() if clause else stop)
    node.rule = "outline.sentence"
