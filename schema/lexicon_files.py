"""Reading the lexicons: vocabulary that stands beside the code as YAML."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there


def read_lexicon(path: Path) -> Any:
    """What the lexicon at ``path`` holds, as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
