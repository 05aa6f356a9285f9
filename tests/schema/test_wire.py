"""The JSON of the contract: every field there, every evidence holding, nothing that JSON cannot say."""

import json

from hypothesis import HealthCheck, given, settings

from schema.plan import Plan
from schema.wire import plan_to_json
from tests.schema.plans_made import plans

FIELDS = {
    "source": {"name", "sha256", "media_type", "pages", "reader", "ocr_pages", "grade", "dropped", "tables"},
    "header": {
        "type_code", "title", "symbol", "number", "place", "date", "issuer", "issuer_level", "unit_kind", "unit_name",
        "district", "province", "plan_kind", "plan_year", "assessed_year", "signer", "signer_title", "signing_capacity",
        "recipients",
    },
    "sections": {"id", "marker", "title", "level", "parent", "start", "end", "evidence"},
    "citations": {"type", "type_code", "number", "symbol", "date", "issuer", "title", "provision", "use", "section", "evidence"},
    "targets": {"metric", "comparator", "value", "unit", "period", "deadline", "baseline", "section", "evidence"},
    "assignments": {"roles", "parties", "task", "section", "evidence"},
    "deadlines": {"kind", "date", "start", "end", "frequency", "section", "evidence"},
    "annexes": {"label", "title", "present", "evidence"},
    "abbreviations": {"abbr", "meaning", "evidence"},
    "warnings": {"code", "message", "evidence"},
}  # fmt: skip


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_a_plan_is_written_as_the_contract_says(plan: Plan) -> None:
    written = json.loads(json.dumps(plan_to_json(plan)))
    assert written["schema_version"] == 1
    for kind, fields in FIELDS.items():
        entries = written[kind] if isinstance(written[kind], list) else [written[kind]]
        for entry in entries:
            assert fields <= set(entry), kind
    stated = {name for name, value in written["header"].items() if value is not None and name != "recipients"}
    assert set(written["header_evidence"]) == stated
    for entries in (written[kind] for kind in list(FIELDS)[2:]):
        for entry in entries:
            evidence = entry["evidence"]
            assert written["text"][evidence["start"] : evidence["end"]] == evidence["quote"] != ""
