"""What the card of a portal above a document says of it, for what the document itself has lost."""

import re

from extractors.outline_regions import Region
from extractors.outline_zones import Layout
from schema.letters import LOWER, UPPER
from schema.plan import Found
from schema.text import squeeze

_SIGNER = re.compile(r"(?<!\w)người\s++ký\s*+:?\s*+")
_NAME = re.compile(
    rf"{UPPER}{LOWER}+(?:[ ]++{UPPER}{LOWER}+){{1,5}}(?=[ ]*+(?:\n|$|{UPPER}{LOWER}+[ ][^\n:]{{2,20}}:))"
)


def card_signer(layout: Layout, region: Region) -> Found[str] | None:
    """The signer by the card above ``region`` ("Người ký: Lê Văn An"); None without a card or a name in it."""
    end = layout.paragraphs[region.first].start
    for label in _SIGNER.finditer(layout.reading.folded, 0, end):
        name = _NAME.match(layout.reading.flow, label.end(), end)
        if name is not None:
            evidence = layout.reading.cite(*name.span())
            return Found(value=squeeze(name.group()), evidence=evidence, rule="header.signer_card")
    return None
