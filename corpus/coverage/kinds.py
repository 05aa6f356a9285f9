"""Where a phrase that may name a criterion comes from."""

from enum import StrEnum


class Kind(StrEnum):
    """Where a phrase comes from."""

    NAME = "name"
    FACET = "facet"
    ALIAS = "alias"
    EXAMPLE = "example"
    COUNTER = "counter"
    USAGE = "usage"  # what plans say for it, by the concept
    HERE = "here"  # what plans say for it under the heading of its area
    HINT = "hint"  # what is worth a look
    AGAINST = "against"  # what speaks against it, by the concept

    @property
    def further(self) -> float:
        """How far the other members of a coordinated group count beside the strongest."""
        return 0.3 if self in (Kind.NAME, Kind.FACET) else 1.0
