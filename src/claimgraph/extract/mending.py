"""Faults that the parser makes again and again, mended in the tree before anybody reads it.

Each function has the name of the construction that is misread. Only heads and relations change; tokens, tags and
sentences stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.cue import readings

__all__ = ["mended"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_HIGHEST = 8  # governors between a verb and the one that it is joined to
# What a clause without "that" begins with; a relative clause begins with a pronoun of its own.
_OPENING_TAGS = frozenset({"PRP", "DT", "NNP", "NNS", "NN", "EX", "PRP$"})
_PEOPLE = frozenset({"he", "she", "they", "we", "i", "who"})


def mended(doc: Doc) -> Doc:
    """The parsed document, with its misread coordinations and contents joined to the right verbs."""
    for verb in doc:
        if verb.dep_ == "conj" and verb.pos_ in {"VERB", "AUX"}:
            joined = joined_to(verb)
            if joined is not None:
                _join(verb, joined)
        elif verb.dep_ == "dobj" and (noun := named_by(verb)) is not None:
            verb.head, verb.dep_ = noun, "appos"
        elif verb.dep_ in {"acl", "relcl"} and (over := told_by(verb)) is not None:
            verb.head, verb.dep_ = over, "ccomp"
    return doc


def told_by(clause: Token) -> Token | None:
    """The verb of speech whose content the parser hung on the noun before it; None where the noun has a clause.

    "He *wrote* to a colleague *that it rained*", "she *said* in response to questions *that …*", "she *told* the
    minister *he was wrong*"; but "made the claim that …", "told the man who …".
    """
    noun = clause.head
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    bare = clause.left_edge.tag_ in _OPENING_TAGS and _tensed(clause) and _has_subject(clause)
    if not (marked or bare) or clause.i < noun.i or ("that" in _frames(noun)):
        return None
    over, beneath = noun.head, noun
    while over.dep_ in {"prep", "pobj", "agent"} and over.head.i < over.i:
        over, beneath = over.head, over
    if over.pos_ != "VERB" or over.i > beneath.i or any(c.dep_ == "ccomp" for c in over.rights):
        return None
    frames = _frames(over)
    addressed = beneath.dep_ in {"dobj", "dative"} and "addr" in frames
    spoken = marked and beneath.dep_ in {"prep", "agent", "dative"} and "that" in frames
    return over if addressed or spoken else None


def _frames(cue: Token) -> frozenset[str]:
    return frozenset().union(*(reading.cue.frames for reading in readings(cue)))


def named_by(name: Token) -> Token | None:
    """The common noun that a name right behind it tells the name of: "accused *the labs* Acme and Bolt"."""
    first = name.left_edge.i
    noun = name.doc[first - 1] if first else name
    close = noun.tag_ in {"NN", "NNS"} and noun.dep_ == "dobj" and noun.head.i == name.head.i
    return noun if close and name.pos_ == "PROPN" else None


def joined_to(verb: Token) -> Token | None:
    """The verb that a subjectless verb is really joined to; None where the parser is right.

    A finite verb is not joined to an infinitive or a participle: "It *requires* the firm to stop and *orders* it to
    pay". A cue is joined to the cue over it and not to what that one says: "X *argues* that data cannot be sorted and
    *warns* that firms would leave", unless what is said is itself an act of somebody's ("says that he denied it and
    accused her").
    """
    if verb.tag_ not in _FINITE or _has_subject(verb) or any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return None
    first = verb.head
    over = next((g for g in _governors(first) if g.tag_ == verb.tag_ and g.pos_ in {"VERB", "AUX"}), None)
    if over is None:
        return None
    if not _tensed(first):
        return over
    if (
        not (_speaks(verb) and _speaks(over))
        or first.dep_ != "ccomp"
        or first.head.i != over.i
        or not _complemented(verb)
    ):
        return None
    return None if _acts(first, verb) else over


def _governors(verb: Token) -> Iterator[Token]:
    for _ in range(_HIGHEST):
        if verb.head.i == verb.i:
            return
        verb = verb.head
        yield verb


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _tensed(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE | {"MD"} for c in verb.lefts)


def _acts(first: Token, verb: Token) -> bool:
    """Whether the verb that the parser joined it to has a subject who may do both."""
    subject = next((c for c in first.children if c.dep_ in _SUBJECTS), None)
    able = subject is not None and (subject.lower_ in _PEOPLE or (first.pos_ == "VERB" and _speaks(first)))
    return able and first.tag_ == verb.tag_


def _complemented(verb: Token) -> bool:
    return any(c.dep_ in {"ccomp", "dobj", "xcomp", "prep"} and c.i > verb.i for c in verb.children)


def _speaks(verb: Token) -> bool:
    return next(readings(verb), None) is not None


def _join(verb: Token, over: Token) -> None:
    """Hang a verb, with the conjunction before it, on the verb that it is joined to."""
    first = verb.head
    for c in list(first.children):
        if first.i < c.i < verb.left_edge.i and c.dep_ in {"cc", "punct"} and c.i >= verb.left_edge.i - 2:
            c.head = over
    verb.head = over
