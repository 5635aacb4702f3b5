"""One parsed spaCy Doc a document, with `doc.text` equal to the document's text, character for character.

Paragraphs are parsed by themselves and joined: memory follows the words in a batch, and a sentence never runs over a
blank line, nor over a line's end in a text that is not wrapped. A paragraph longer than a batch is cut at white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.errors import MissingModel
from claimgraph.extract.mending import mended
from claimgraph.extract.pipelines import DEFAULT_PIPELINE
from claimgraph.extract.ruling import looking_up

__all__ = ["DEFAULT_PIPELINE", "load", "parse"]

_PARAGRAPH = re.compile(r"\S[\s\S]*?(?:\n\s*\n\s*|\Z)|\s+")
_LINE = re.compile(r"\S.*(?:\n\s*|\Z)|\s+")
_WRAPPED = 120  # characters; a text with a longer line is not wrapped, so that each of its lines is a paragraph
_LONGEST = 20_000  # characters a parse; spaCy's parser needs about a gigabyte for 100,000
_BATCH = 64  # paragraphs, about 8,000 words; half of it is slower by 3 %


@cache
def load(name: str = DEFAULT_PIPELINE) -> Language:
    """An installed spaCy pipeline without its entity recogniser: names come from the gazetteer and the parse.

    Raises:
        MissingModel: no pipeline of this name is installed.
    """
    try:
        return looking_up(spacy.load(name, exclude=["ner"]))
    except OSError as error:
        raise MissingModel(name, "this spaCy pipeline is not installed; pip install it or choose another") from error


def pieces(text: str) -> Iterator[str]:
    """The text cut into paragraphs, blank lines included, so that the pieces joined are the text."""
    wrapped = max(map(len, text.split("\n")), default=0) <= _WRAPPED
    for paragraph in (_PARAGRAPH if wrapped else _LINE).findall(text):
        rest = paragraph
        while len(rest) > _LONGEST:
            cut = rest.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def parse(texts: Iterable[str], pipeline: str = DEFAULT_PIPELINE) -> Iterator[Doc]:
    """One Doc a text, in order. Memory follows the longest text, not their number."""
    nlp = load(pipeline)
    numbered = ((piece, n) for n, text in enumerate(texts) for piece in chain(pieces(text), [""]))
    parsed = nlp.pipe(numbered, as_tuples=True, batch_size=_BATCH)
    for _, group in groupby(parsed, key=lambda pair: pair[1]):
        docs = [doc for doc, _ in group if len(doc)]
        yield mended(Doc.from_docs(docs, ensure_whitespace=False)) if docs else Doc(nlp.vocab)
