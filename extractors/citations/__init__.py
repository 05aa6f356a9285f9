"""Citations: every act that a text names, as a component that stands on its own.

``citations(reading)`` finds them, ``citation_key`` and ``same_act`` compare them across documents, ``self_mentions``
gives the places where a plan speaks of itself ("Kế hoạch này").
"""

from extractors.citations.find import citations, self_mentions
from extractors.citations.keys import act_key, citation_key, same_act

__all__ = ["act_key", "citation_key", "citations", "same_act", "self_mentions"]
