"""One Word paragraph to runs of text in reading order: as accepted, without hidden text and field codes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.docx_package import Element, W
from ingest.docx_styles import Styles, attribute, first, font_of, is_on
from ingest.encodings.symbols import SUPERSCRIPT, shown, symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
_ART = "{urn:schemas-microsoft-com:vml}textpath"
_WATERMARK = "watermark"

# Containers that only wrap runs; w:ins and w:moveTo are changes read as accepted.
_WRAPPERS = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "dir", "bdo", "sdtContent", "rt", "rubyBase")
)
_SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "rt"))
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# Fields whose result is no text of the document.
_DROPPED_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "FILENAME"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one font; ``bold`` as it is shown."""

    text: str
    font: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference:
    """Where a footnote or endnote is referred to. mark: what was typed for its number ("*"), empty for a number."""

    kind: str
    note: str
    mark: str = ""


@dataclass(slots=True, kw_only=True)
class Inline:
    """What one paragraph holds: its runs, and the notes, text boxes and images anchored in it."""

    runs: list[Run] = field(default_factory=list)
    notes: list["NoteReference"] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page_breaks: int = 0
    breaks_before_text: int = 0
    images: int = 0
    hidden: int = 0
    prompts: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether every letter is bold."""
        lettered = [run for run in self.runs if any(map(str.isalnum, run.text))]
        return bool(lettered) and all(run.bold for run in lettered)


@dataclass(slots=True, kw_only=True)
class Fields:
    """Where a reader stands in the complex fields of a story; a field may run over many paragraphs."""

    balanced: bool = True  # an unfinished field in a damaged file must not swallow the rest of it
    stack: list[list[str]] = field(default_factory=list)  # [instruction, "code" | "result"]

    @property
    def shows(self) -> bool:
        """Whether text at this place is shown: outside fields, or in the result of a field that is kept."""
        return not self.balanced or all(part == "result" and _kept(code) for code, part in self.stack)

    def end_paragraph(self) -> None:
        """Give up instructions that the paragraph left unfinished."""
        while self.stack and self.stack[-1][1] == "code":
            self.stack.pop()

    def mark(self, kind: str | None) -> None:
        """Pass a ``w:fldChar``."""
        if kind == "begin":
            self.stack.append(["", "code"])
        elif kind == "separate" and self.stack:
            self.stack[-1][1] = "result"
        elif kind == "end" and self.stack:
            self.stack.pop()

    def instruct(self, text: str) -> None:
        """Pass a ``w:instrText``."""
        if self.stack and self.stack[-1][1] == "code":
            self.stack[-1][0] += text


def _kept(code: str) -> bool:
    words = code.split(None, 1)
    return not words or words[0].upper() not in _DROPPED_FIELDS


def fields_of(story: Element) -> Fields:
    """The field state at the start of ``story``."""
    kinds = [attribute(mark, "fldCharType") for mark in story.iter(W + "fldChar")]
    return Fields(balanced=kinds.count("begin") == kinds.count("end"))


@dataclass(kw_only=True)
class InlineReader:
    """Reads paragraphs of one story (body, a note, a header) in order."""

    styles: Styles
    fields: Fields

    def read(self, paragraph: Element, style: str | None) -> Inline:
        """What ``paragraph``, of paragraph style ``style``, holds."""
        inline = Inline()
        self._walk(paragraph, style, inline)
        self.fields.end_paragraph()
        return inline

    def _walk(self, parent: Element, style: str | None, inline: Inline) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, style, inline)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif tag == W + "fldSimple":
                if _kept(attribute(child, "instr") or ""):
                    self._walk(child, style, inline)
            elif tag == W + "sdt" and is_prompt(child):
                inline.prompts += 1
            elif tag in _WRAPPERS or tag == W + "sdt":
                self._walk(child, style, inline)
            elif tag == _MC + "AlternateContent":
                self._walk(chosen(child), style, inline)
            elif child.find(f".//{_MATH_TEXT}") is not None:
                inline.runs.append(Run(text="".join(item.text or "" for item in child.iter(_MATH_TEXT))))

    def _run(self, run: Element, style: str | None, inline: Inline) -> None:
        properties = run.find(W + "rPr")
        sources = self.styles.run_sources(properties, style)
        hidden = bool(is_on(first(sources, "vanish")))
        text = self._run_text(run, style, inline)
        if not text:
            return
        if hidden:
            inline.hidden += 1
            return
        if is_on(first(sources, "caps")) or is_on(first(sources, "smallCaps")):
            text = text.upper()
        if text.isdecimal() and attribute(first(sources, "vertAlign"), "val") == "superscript":
            text = text.translate(SUPERSCRIPT)  # the number of a typed note must not become one with a figure
        font = font_of(sources)
        inline.runs.append(Run(text=shown(text, font), font=font, bold=bool(is_on(first(sources, "b")))))

    def _run_text(self, run: Element, style: str | None, inline: Inline) -> str:
        parts: list[str] = []
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                parts.append(_check_box(child) if self.fields.shows else "")
                self.fields.mark(attribute(child, "fldCharType"))
            elif tag == W + "instrText":
                self.fields.instruct(child.text or "")
            elif tag == W + "lastRenderedPageBreak":
                inline.page_breaks += 1
                if not parts and not inline.runs:
                    inline.breaks_before_text += 1
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                inline.notes.append(_note_reference(child))
                if inline.notes[-1].mark:
                    break
            elif tag == _MC + "AlternateContent":
                self._picture(chosen(child), inline)
                parts += map(_sign, chosen(child)) if self.fields.shows else ()
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._picture(child, inline)
            elif tag == W + "ruby":
                self._walk(child, style, inline)
            elif self.fields.shows:
                parts.append(_sign(child))
        return "".join(parts)

    def _picture(self, picture: Element, inline: Inline) -> None:
        boxes = [*text_boxes(picture), *_art(picture)]
        inline.boxes.extend(boxes)
        if not boxes and any(True for _ in picture.iter(*_PICTURES)):
            inline.images += 1


def is_prompt(control: Element) -> bool:
    """Whether a content control (``w:sdt``) is not filled in: it shows what to enter ("Click or tap here ...")."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")) is True


def _check_box(mark: Element) -> str:
    """The sign of a box that a form has in the place of a text; empty for all other fields."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(W + "checked")
    return "☑" if is_on(box.find(W + "default") if state is None else state) else "☐"


def _art(picture: Element) -> Iterator[Element]:
    """The texts drawn as art (WordArt of old files), each as the content of a text box; watermarks are none."""
    for path in picture.iter(_ART):
        shape = path.getparent()
        name = "" if shape is None else (shape.get("id") or "").lower()
        if _WATERMARK in name or not (path.get("string") or "").strip():
            continue
        content = path.makeelement(W + "txbxContent")
        for line in path.get("string").splitlines():
            text = path.makeelement(W + "t")
            text.text = line
            run, paragraph = path.makeelement(W + "r"), path.makeelement(W + "p")
            run.append(text)
            paragraph.append(run)
            content.append(paragraph)
        yield content


def _note_reference(reference: Element) -> NoteReference:
    kind = "footnotes" if reference.tag == W + "footnoteReference" else "endnotes"
    typed = (attribute(reference, "customMarkFollows") or "0").lower() in ("1", "true", "on")
    mark = "".join(item.text or "" for item in reference.itersiblings(W + "t")).strip() if typed else ""
    return NoteReference(kind=kind, note=reference.get(W + "id") or "", mark=mark)


def _sign(child: Element) -> str:
    tag = child.tag
    if tag == W + "t":
        return child.text or ""
    if tag == W + "softHyphen":
        return "\u00ad"
    if tag == W + "sym":
        try:
            return symbol(int(attribute(child, "char") or "", 16), attribute(child, "font"))
        except ValueError:
            return ""
    if tag == W + "br" and attribute(child, "type") in ("page", "column"):
        return "\n"
    return _SIGNS.get(tag, "") if isinstance(tag, str) else ""


def chosen(alternates: Element) -> Element:
    """The one branch of an ``mc:AlternateContent`` to read: the first with a text or picture; others repeat it."""
    branches = alternates.findall(_MC + "Choice") + alternates.findall(_MC + "Fallback")
    shown = (one for one in branches if any(True for _ in one.iter(W + "t", W + "sym", _ART, *_PICTURES)))
    return next(shown, branches[0] if branches else alternates)


def text_boxes(parent: Element) -> list[Element]:
    """The outermost text box contents below ``parent``, each once."""
    found: list[Element] = []
    for child in parent:
        if child.tag == W + "txbxContent":
            found.append(child)
        elif child.tag == _MC + "AlternateContent":
            found.extend(text_boxes(chosen(child)))
        else:
            found.extend(text_boxes(child))
    return found
