"""The spaCy side of a text: one Doc whose tokens are aligned with the frozen text.

A symbol such as ``63/2010/NĐ-CP`` stays one token; ``Doc.text`` equals the frozen text to the letter.
"""

import re
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# A symbol or a number with separators inside, a word, a run of white space, or one other character.
_TOKEN = re.compile(r"\d+[\w.,/&-]*\w|\w+|[^\S ]+|[ ]+|[^\w\s]")


@lru_cache(maxsize=1)
def blank_vietnamese() -> Language:
    """spaCy's blank Vietnamese pipeline without pyvi (which splits symbols into pieces)."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def to_doc(text: str) -> Doc:
    """One spaCy Doc over ``text``; ``doc.text == text`` always."""
    found = [match.group() for match in _TOKEN.finditer(text)]
    tokens: list[str] = []
    spaces: list[bool] = []
    for token in found:
        if token == " " and tokens and not spaces[-1] and not tokens[-1].isspace():
            spaces[-1] = True
        elif token.startswith(" ") and tokens and not spaces[-1] and not tokens[-1].isspace():
            spaces[-1] = True
            tokens.append(token[1:])
            spaces.append(False)
        else:
            tokens.append(token)
            spaces.append(False)
    return Doc(blank_vietnamese().vocab, words=tokens, spaces=spaces)
