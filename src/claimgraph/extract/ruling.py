"""spaCy's attribute ruler, with what its patterns say of a word looked up: matching costs a fifth of the parse.

Nearly all patterns look at one word, its tag and its relation, and text repeats these. So each such combination is
matched once. What looks at several words is matched as before, in the same order: a later pattern overrules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab

__all__ = ["LookedUp", "looking_up"]

_NAME = "claimgraph_attribute_ruler"
_LOOKED_AT = {"ORTH", "TEXT", "LOWER", "NORM", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT", "TAG", "DEP"}
_MOST = 100_000  # combinations that are remembered at once, some 20 MB


class _Said(NamedTuple):
    """The rules for a word by itself, in order, and whether a pattern of more words may begin with it."""

    rules: tuple[int, ...]
    opens: bool


class LookedUp(AttributeRuler):
    """An attribute ruler that remembers; give it patterns that `looking_up` would."""

    def __init__(self, vocab: Vocab, name: str = _NAME) -> None:
        super().__init__(vocab, name)
        self._longer, self._openings = Matcher(vocab), Matcher(vocab)
        self._longest = 1
        self._known: dict[tuple[int, ...], _Said] = {}

    def add(self, patterns: Iterable[list[dict[int | str, Any]]], attrs: dict[str, Any], index: int = 0) -> None:
        """See `AttributeRuler.add`."""
        listed: Any = list(patterns)
        if longer := [pattern for pattern in listed if len(pattern) > 1]:
            self._longest = max(self._longest, *map(len, longer))
            self._longer.add(str(len(self.attrs)), longer)
            self._openings.add(str(len(self.attrs)), [pattern[:1] for pattern in longer])
        super().add(listed, attrs, index)

    def __call__(self, doc: Doc) -> Doc:
        """The document with all attributes set; the same as the ruler's own."""
        if len(self._known) > _MOST:
            self._known.clear()
        said = [
            self._known.get(seen) or self._look(seen, doc[i : i + 1])
            for i, seen in enumerate(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        ]
        rules: dict[int, set[int]] = {}
        for i in [i for i, (_, opens) in enumerate(said) if opens]:
            for key, start, _ in self._longer(doc[i : i + self._longest], allow_missing=True):
                rule = int(self.vocab.strings[key])
                rules.setdefault(i + start + self.indices[rule], set()).add(rule)
        for token, (own, _) in zip(doc, said, strict=True):
            for rule in sorted({*own, *rules[token.i]}) if token.i in rules else own:
                set_token_attrs(token, self.attrs[rule])
        return doc

    def _look(self, seen: tuple[int, ...], word: Span) -> _Said:
        rules = tuple(sorted({int(self.vocab.strings[key]) for key, *_ in self.matcher(word, allow_missing=True)}))
        self._known[seen] = found = _Said(rules, bool(self._openings(word, allow_missing=True)))
        return found


@Language.factory(_NAME)
def _made(nlp: Language, name: str) -> LookedUp:
    return LookedUp(nlp.vocab, name)


def looking_up(nlp: Language, name: str = "attribute_ruler") -> Language:
    """A pipeline with its attribute ruler replaced, if its patterns look at nothing but words, tags and relations."""
    ruler = nlp.get_pipe(name) if nlp.has_pipe(name) else None
    if isinstance(ruler, AttributeRuler) and all(word.keys() <= _LOOKED_AT for word in _words(ruler)):
        ours: Any = nlp.replace_pipe(name, _NAME)
        ours.add_patterns(ruler.patterns)
    return nlp


def _words(ruler: AttributeRuler) -> Iterator[Mapping[Any, Any]]:
    """What each pattern asks of each word."""
    return (word for p in ruler.patterns for pattern in cast("Any", p["patterns"]) for word in pattern)
