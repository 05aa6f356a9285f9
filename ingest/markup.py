"""HTML and Markdown to a Document. Markdown keeps its raw text; only its pipe tables are told as cells over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from ingest.encodings.cleaning import clean
from ingest.encodings.detection import decode, quality
from ingest.grading import grade
from ingest.layout import LINE_BREAK, PARAGRAPH_BREAK, Piece, compose, split_lines
from ingest.source import ReadError, SourceBytes
from ingest.text import line_blocks, plain_text, refuse_rubbish, text_document
from schema.document import Block, BlockKind, Cell, Document, Source
from schema.ledger import Reason

_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table|p|div)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
HTML_BYTES_MAX = 30_000_000
DEPTH_MAX = 250

_PIPE_ROW = re.compile(r"^[ \t]{0,3}\|.*\|[ \t]*$")
_RULE_CELL = re.compile(r"^:?-{1,}:?$")
