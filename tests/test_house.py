"""What the house promises: its package names are its own, the lock names no index, every rule holds on its examples."""

import importlib
import pkgutil
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import extractors
from extractors.rules import Rule
from schema.text import fold

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("app", "corpus", "extractors", "ingest", "schema")


def test_no_dependency_brings_a_package_with_the_name_of_a_room() -> None:
    owners = packages_distributions()
    assert {room: owners.get(room, []) for room in ROOMS if set(owners.get(room, [])) - {"kehoach"}} == {}


def test_the_lock_pins_everything_and_names_no_index() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
    assert [line for line in lines if line.strip() and "==" not in line] == []


@pytest.mark.parametrize("name", ["pdfplumber", "python-docx", "spacy", "underthesea", "sqlalchemy", "pytest"])
def test_what_the_user_fixed_is_locked(name: str) -> None:
    assert re.search(rf"^{name}==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("name", ["pymupdf", "lexnlp", "vncorenlp", "marker-pdf", "surya-ocr", "vietnam-provinces"])
def test_no_copyleft_package_is_locked(name: str) -> None:
    assert not re.search(rf"^{name}==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)


def rules() -> list[Rule]:
    """Every Rule that a module of the extractors holds, alone or in a sequence or mapping."""
    found: dict[tuple[str, str], Rule] = {}
    for module in pkgutil.walk_packages(extractors.__path__, "extractors."):
        importlib.import_module(module.name)
    for name, module in list(sys.modules.items()):
        if name.startswith("extractors."):
            for value in vars(module).values():
                values = value.values() if isinstance(value, dict) else value
                members = list(values) if isinstance(values, tuple | list) else [value]
                found.update({(rule.name, rule.pattern): rule for rule in members if isinstance(rule, Rule)})
    return list(found.values())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_holds_on_its_examples(rule: Rule) -> None:
    assert rule.examples
    # Most rules look at folded text; those of symbols look at the letters as written.
    holds = [
        all(rule.search(view(example)) for example in rule.examples)
        and not any(rule.search(view(example)) for example in rule.counter_examples)
        for view in (fold, str)
    ]
    assert any(holds)
