"""Makes the Word templates of this folder: ``python -m corpus.export.make_templates``.

What stands between ``{{ }}`` and ``{% %}`` is filled in; everything else an official may change in Word. The files are
kept beside this script and change only with ``report_template.py``, ``letter_template.py`` and ``template_parts.py``.
"""

from datetime import datetime
from pathlib import Path

from corpus.export.files import make_steady
from corpus.export.letter_template import build_letter
from corpus.export.report_template import build_report
from corpus.export.template_parts import blank_document

FOLDER = Path(__file__).resolve().parent / "templates"


def make(folder: Path = FOLDER) -> None:
    """Write all templates into ``folder``."""
    for name, build in (("bao-cao.docx", build_report), ("gop-y.docx", build_letter)):
        document = blank_document()
        build(document)
        properties = document.core_properties
        properties.author, properties.title, properties.comments = "kehoach", name.removesuffix(".docx"), ""
        properties.created = properties.modified = datetime(2020, 1, 1)
        document.save(str(folder / name))
        make_steady(folder / name)


if __name__ == "__main__":
    make()
