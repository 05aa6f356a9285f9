"""The header fields of a gold file beside the ones that were found."""

from typing import Any

from corpus.evaluation.gold import GoldPlan
from corpus.evaluation.kinds import symbol_key
from corpus.evaluation.scoring import folded
from schema.plan import Header, IssuerLevel, PlanKind

_LEVELS = {
    "xã": IssuerLevel.COMMUNE,
    "phường": IssuerLevel.COMMUNE,
    "thị trấn": IssuerLevel.COMMUNE,
    "đặc khu": IssuerLevel.COMMUNE,
    "commune": IssuerLevel.COMMUNE,
    "huyện": IssuerLevel.DISTRICT,
    "district": IssuerLevel.DISTRICT,
    "tỉnh": IssuerLevel.PROVINCE,
    "province": IssuerLevel.PROVINCE,
    "trung ương": IssuerLevel.CENTRAL,
    "central": IssuerLevel.CENTRAL,
    "other": IssuerLevel.OTHER,
    "khác": IssuerLevel.OTHER,
}
_KINDS = (("kiểm tra", PlanKind.INSPECTION), ("khắc phục", PlanKind.REMEDIATION), ("nâng cao", PlanKind.REMEDIATION))

FIELDS = (
    "type_code",
    "title",
    "symbol",
    "number",
    "place",
    "date",
    "issuer",
    "issuer_level",
    "unit_kind",
    "unit_name",
    "district",
    "province",
    "plan_kind",
    "plan_year",
    "assessed_year",
    "signer",
    "signer_title",
    "signing_capacity",
)


def gold_fields(gold: GoldPlan) -> dict[str, Any]:
    """What the gold says for each of FIELDS, in the words of the contract; a field the gold leaves out is absent."""
    meta = gold.metadata
    fields = {name: meta.get(name) for name in FIELDS if name in meta}
    fields["date"] = meta.get("date") or meta.get("date_partial")
    # unit_kind and unit_name are a commune's; a district's or a province's plan has none (its issuer names it).
    if "commune" in meta:
        fields["unit_kind"] = meta.get("commune_type", meta.get("unit_kind")) if meta["commune"] else None
        fields["unit_name"] = meta["commune"]
    level = meta.get("issuer_level")
    fields["issuer_level"] = _LEVELS.get(folded(level).partition("(")[0].strip(), level) if level else None
    kind = folded(meta.get("plan_kind"))
    known = {member.value for member in PlanKind}
    if kind in known:
        fields["plan_kind"] = kind
    else:
        named = next((value for cue, value in _KINDS if cue in kind), None)
        if named is None:
            fields.pop("plan_kind", None)
        else:
            fields["plan_kind"] = named
    return fields


def found_fields(header: Header) -> dict[str, Any]:
    """The value of each of FIELDS as found; None where the document does not state it."""
    found = {name: getattr(header, name) for name in FIELDS}
    return {name: item.value if item is not None else None for name, item in found.items()}


def same(name: str, gold: Any, found: Any) -> bool:
    """Exact after folding case, white space and tone placement; None must be None."""
    if gold is None or found is None:
        return gold is None and found is None
    if name == "symbol":
        return symbol_key(str(gold)) == symbol_key(str(found))
    return folded(str(gold)) == folded(str(found))
