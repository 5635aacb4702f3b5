"""Who a text is about from one sentence to the next: a subject pronoun goes on about the subject before it.

After Grosz, Joshi and Weinstein (1995), "Centering": the highest-ranked entity of an utterance, its subject, is the
likeliest centre of the next, and if anything is a pronoun there, the centre is.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

__all__ = ["subject_before"]

_SUBJECTS = {"nsubj", "nsubjpass"}
_QUOTES = '"“”«»„'
_THIRD = {"he", "she", "it", "they"}


def subject_before(pronoun: Token) -> Token | None:
    """The head of the main subject before a subject pronoun: in its sentence, else in the one before in its paragraph.

    "Acme accepts that Nell erred. *It* denies more" gives "Acme"; "The unions dispute this, and *they* fear more"
    gives "unions". None for a pronoun that is no subject, and where a quotation or a paragraph begins between them.
    """
    if pronoun.lower_ not in _THIRD or pronoun.dep_ not in _SUBJECTS:
        return None
    sentence = pronoun.sent
    inside = [t for t in _main_subjects(pronoun.doc, sentence.start, pronoun.i) if not _one_says_other(t, pronoun)]
    if inside:
        return inside[-1]
    before = _sentence_before(pronoun)
    if before is None:
        return None
    found = _main_subjects(pronoun.doc, *before)
    return found[0] if found else None


def _one_says_other(subject: Token, pronoun: Token) -> bool:
    """Whether one's clause is what the other says, or the same: "*The test*, it maintains, was put off"."""
    clause, own = subject.head, pronoun.head
    return (
        own.i == clause.i or own.is_ancestor(clause) or (clause.is_ancestor(own) and own.dep_ in {"ccomp", "parataxis"})
    )


def _sentence_before(token: Token) -> tuple[int, int] | None:
    """The token numbers of the sentence before a token's, if no paragraph begins and no words are quoted in it."""
    doc, start = token.doc, token.sent.start
    while start > 0 and doc[start - 1].is_space:
        start -= 1
        if "\n" in doc[start].text:
            return None
    if start == 0:
        return None
    last = doc[start - 1].sent
    return (last.start, last.end)


def _main_subjects(doc: Doc, first: int, end: int) -> list[Token]:
    """The subjects of the main clauses of a stretch, in order, those in quotation marks left out."""
    found, quoted = [], False
    for token in doc[first:end]:
        if token.text in _QUOTES:
            quoted = token.text in "“«„" or (token.text == '"' and not quoted)
        elif not quoted and token.dep_ in _SUBJECTS and _is_main(token.head):
            found.append(token)
    return found


def _is_main(verb: Token) -> bool:
    """Whether a clause is a main one: the sentence's, one joined to it, or one that a semicolon or colon ends."""
    while verb.dep_ in {"conj", "parataxis"} and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ == "ROOT":
        return True
    return verb.dep_ == "ccomp" and verb.head.i > verb.i and any(t.text in ";:" for t in verb.doc[verb.i : verb.head.i])
