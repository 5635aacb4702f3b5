"""Which words are ordinary English words, by the word list of the default pipeline's lemmatiser."""

from __future__ import annotations

from functools import cache

from spacy.pipeline import Lemmatizer

from claimgraph.extract.parse import DEFAULT_PIPELINE, load

__all__ = ["is_ordinary"]


@cache
def _listed() -> frozenset[str]:
    lemmatizer = load(DEFAULT_PIPELINE).get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    table = lemmatizer.lookups.get_table("lemma_index")
    return frozenset(word for part in table.values() for word in part)


def is_ordinary(word: str) -> bool:
    """Whether a word, or its singular, is in the dictionary: "Security", "Systems"; not "Sephora", "Johansson"."""
    plain = word.casefold()
    return plain in _listed() or plain.removesuffix("s") in _listed() or plain.removesuffix("es") in _listed()
