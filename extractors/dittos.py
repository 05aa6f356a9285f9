"""Cells of a table that repeat the cell above: "nt", "-nt-", "Như trên", "〃"."""

import re

_DITTO = re.compile(
    r"[-–\s(.]*(?:nt|n\.t|như\s+trên|(?:như|theo)\s+(?:mục|dòng|nhiệm vụ)\s+trên|〃|″|”|\"|''|´´)[-–\s).]*"
)


def is_ditto(folded: str) -> bool:
    """Whether the (folded) words of a cell only repeat the cell above."""
    return _DITTO.fullmatch(folded) is not None
