"""What a cue verb says inside its own clause: clauses, infinitives, gerunds, noun phrases.

Every function takes the verb and its reading and gives the content's tokens and the cue's further tokens, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.attribution.belonging import belongs_to
from claimgraph.extract.attribution.cue import Reading, governed
from claimgraph.extract.attribution.page import Tokens
from claimgraph.extract.attribution.phrases import child, noun_phrase, objects, passive, subtree
from claimgraph.extract.evidence_phrases import evidencing
from claimgraph.extract.lexicon import cues
from claimgraph.model import Stance

__all__ = ["CLAUSES", "COMPLEMENTS", "Complement"]

_NOTHING: Tokens = frozenset()
_ANSWERED = frozenset({"it", "this", "that", "these", "those", "both", "all"})  # pronouns for what was said before
_POINTING = frozenset({"this", "that", "these", "those"})
_OPENING, _CLOSING = frozenset({'"', "“"}), frozenset({'"', "”"})
_TARGETS = frozenset(
    {
        "for",
        "over",
        "as",
        "in",
        "at",
        "with",
        "about",
        "against",
        "to",
        "from",
        "between",
        "into",
        "of",
        "among",
        "without",
    }
)


class Complement(NamedTuple):
    """Content, and words of the cue beyond the verb group."""

    content: Tokens
    cue: Tokens = _NOTHING


def that_clause(verb: Token, reading: Reading) -> Complement | None:
    """A finite clause, with or without "that": "She said (that) *it rains*", "He explained *how it works*"."""
    if not reading.cue.frames & {"that", "quote", "wh"}:
        return None
    for c in verb.children:
        if c.dep_ != "ccomp" or c.i < verb.i or _to_infinitive(c) or belongs_to(c) is not None:
            continue
        if verb.lemma_ == "make" and c.lower_ == "clear":
            return _made_clear(c)
        if _tensed(c) or child(c, "nsubj") is not None:
            return Complement(_with_elaboration(verb, _with_adverbials(verb, c)))
    return None


def _made_clear(clear: Token) -> Complement | None:
    """What is made clear: "She made (it) clear *that it rains*"; the parser has the clause under "clear"."""
    for c in clear.children:
        if c.i > clear.i and child(c, "mark") is not None:
            return Complement(subtree(c), frozenset(range(clear.head.i, clear.i + 1)))
    return None


def _with_adverbials(verb: Token, clause: Token) -> Tokens:
    """The clause and the adverbial clauses right behind it, hung on the cue by the parser: "… *because it rains*"."""
    content = _without_further_speech(clause)
    for c in verb.children:
        behind = max(content) + 1
        if behind < len(verb.doc) and verb.doc[behind].text == ",":
            behind += 1
        if c.dep_ in {"advcl", "ccomp"} and c.left_edge.i == behind and c.tag_ != "VBG" and c.i > clause.i:
            content |= subtree(c)
    return _without_addition(verb.doc, content)


def _without_further_speech(clause: Token) -> Tokens:
    """A clause less the participles of speech behind its commas, which are the speaker's: "…, *adding that* …"."""
    doc = clause.doc
    further = [
        t
        for t in clause.subtree
        if t.tag_ == "VBG" and t.dep_ == "advcl" and doc[t.i - 1].text == "," and _speaks(t) and t.i > clause.i
    ]
    return subtree(clause, further)


def _speaks(verb: Token) -> bool:
    cue = cues().get((verb.lemma_, "VERB"))
    return cue is not None and "quote" in cue.frames


def _without_addition(doc: Doc, content: Tokens) -> Tokens:
    """Up to ", plus …", which adds to the list that the attribution stands in."""
    for i in sorted(content):
        if doc[i].lower_ == "plus" and i - 1 in content and doc[i - 1].text == ",":
            return frozenset(j for j in content if j < i - 1)
    return content


def embedded_question(verb: Token, reading: Reading) -> Complement | None:
    """What is asked: "They asked *whether it rains*", "She wondered *who knew*"; some parses say adverbial."""
    if "wh" not in reading.cue.frames:
        return None
    for c in verb.children:
        if c.dep_ in {"advcl", "ccomp", "xcomp"} and c.i > verb.i and _asks(c):
            return Complement(subtree(c))
    return None


def _asks(clause: Token) -> bool:
    return any(
        t.lower_ in {"whether", "if", "why", "how", "what", "who", "when", "where", "which"} for t in clause.lefts
    )


def _tensed(clause: Token) -> bool:
    """Not a gerund or bare participle, which other frames take."""
    return clause.tag_ != "VBG" or any(c.dep_ == "aux" for c in clause.children)


def _to_infinitive(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children)


def accused_of(verb: Token, reading: Reading) -> Complement | None:
    """A noun phrase and what is held against or asked of it: "accused *X of lying*", "charged *X with theft*"."""
    wanted = reading.cue.frames & {"of", "for", "with"}
    if not wanted or passive(verb):
        return None
    for noun in objects(verb):
        for holder in (verb, noun):
            for c in holder.children:
                if c.dep_ == "prep" and c.lower_ in wanted and c.i > noun.i:
                    return Complement(_upto(noun, c))
    return None


def _upto(noun: Token, phrase: Token) -> Tokens:
    """A noun phrase, what is said against it, and what stands between: "the firm *on Monday* of lying"."""
    content = noun_phrase(noun) | subtree(phrase)
    return content | frozenset(range(max(noun_phrase(noun)) + 1, phrase.i))


_LINKS = {"from": "from", "at": "at", "onto": "to"}


def object_and_phrase(verb: Token, reading: Reading) -> Complement | None:
    """A noun phrase and where it is put: "bars *X from selling Y*", "puts *X at N*", "attributes *X to Y*"."""
    wanted = {_LINKS[f] for f in reading.cue.frames & _LINKS.keys()}
    if not wanted or passive(verb):
        return None
    for noun in objects(verb):
        for c in sorted((*verb.children, *_inside(noun)), key=lambda t: t.i):
            if c.dep_ in {"prep", "dative"} and c.lower_ in wanted and c.i > noun.i:
                return Complement(noun_phrase(noun) | subtree(c))
    return None


def _inside(noun: Token) -> list[Token]:
    """The phrases on a noun, and on the nouns in these, where the parser may hang what belongs to the verb."""
    near = [c for c in noun.children if c.dep_ in {"prep", "dative"} and c.i > noun.i]
    return near + [x for c in near for p in c.children if p.dep_ == "pobj" for x in _inside(p)]


def object_as(verb: Token, reading: Reading) -> Complement | None:
    """A noun phrase and its predicate: "describes *X as Y*", "treats *X as Y*"."""
    if "as" not in reading.cue.frames:
        return None
    for noun in objects(verb):
        for holder in (verb, noun, *noun.children):
            for c in holder.children:
                head = c.dep_ in {"prep", "advcl", "mark"} and c.lower_ == "as"
                if c.i > noun.i and (head or (c.dep_ == "advcl" and any(m.lower_ == "as" for m in c.lefts))):
                    return Complement(_with_elaboration(verb, noun_phrase(noun) | subtree(c)))
    return None


def object_predicate(verb: Token, reading: Reading) -> Complement | None:
    """A small clause: "called *it a mistake*", "considers *the bill dead*", "named *X its chair*"."""
    if "oc" not in reading.cue.frames:
        return None
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "ccomp" and not _finite_or_to(c):
            return Complement(subtree(c))
        if c.i > verb.i and c.dep_ in {"oprd", "attr", "acomp"}:
            nouns = [n for n in objects(verb) if n.i < c.i]
            return Complement(frozenset().union(*(noun_phrase(n) for n in nouns), subtree(c)))
    return _misread_predicate(verb)


def _misread_predicate(verb: Token) -> Complement | None:
    """A predicate that the parser took for part of the object: "calls *the idea "a leash"*", "called *that theft*"."""
    for noun in objects(verb):
        first, end = noun.left_edge.i, noun.right_edge.i + 1
        if first < verb.i:
            continue
        quoted = next((i for i in range(first + 1, min(end + 1, verb.sent.end)) if noun.doc[i].text in _OPENING), None)
        if quoted is not None:
            closing = (t.i for t in noun.doc[quoted + 1 : verb.sent.end] if t.text in _CLOSING)
            return Complement(frozenset(range(first, next(closing, verb.sent.end - 1) + 1)))
        named = next((c for c in noun.children if c.dep_ == "appos" and c.left_edge.i == noun.i + 1), None)
        pointing = noun.left_edge.lower_ in _POINTING and first == verb.i + 1 and first < noun.i
        if named is not None or pointing:
            return Complement(subtree(noun))
    return None


def _finite_or_to(clause: Token) -> bool:
    return _to_infinitive(clause) or clause.tag_ in {"VBD", "VBZ", "VBP"}


def object_infinitive(verb: Token, reading: Reading) -> Complement | None:
    """Somebody else is to do something: "urged *X to go*", "wants *X to go*", "called on *X to go*"."""
    if "obj-to" not in reading.cue.frames:
        return None
    if reading.preposition is not None:
        pobj = child(reading.preposition, "pobj")
        c = child(verb, "xcomp", "advcl", "ccomp")
        if pobj is not None and c is not None and _to_infinitive(c) and c.i > pobj.i:
            return Complement(subtree(pobj) | subtree(c))
        return None
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"xcomp", "ccomp", "advcl"} and _to_infinitive(c):
            nouns = [n for n in (*objects(verb), *(d for d in verb.children if d.dep_ == "dative")) if n.i < c.i]
            if c.dep_ == "ccomp" and child(c, "nsubj", "nsubjpass") is not None:
                return Complement(subtree(c))
            if nouns:
                return Complement(frozenset().union(*(noun_phrase(n) for n in nouns), subtree(c)))
    return None


def infinitive(verb: Token, reading: Reading) -> Complement | None:
    """What the source itself claims or undertakes: "claims *to know*", "vowed *to leave*"."""
    if "to" not in reading.cue.frames or passive(verb):
        return None
    c = child(verb, "xcomp")
    if c is None or c.i < verb.i or not _to_infinitive(c):
        return None
    return Complement(subtree(c))


def gerund(verb: Token, reading: Reading) -> Complement | None:
    """An action in nominal form: "denied *stealing it*", "admits to *copying*"."""
    if "ing" not in reading.cue.frames:
        return None
    holder = reading.preposition if reading.preposition is not None else verb
    for c in holder.children:
        if c.dep_ in {"xcomp", "ccomp", "pcomp"} and _gerundial(c) and c.i > verb.i:
            return Complement(subtree(c))
    return None


def _gerundial(clause: Token) -> bool:
    """A gerund, plain or perfect: "stealing it", "having stolen it"."""
    return clause.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ in {"aux", "auxpass"} for c in clause.lefts)


def noun_object(verb: Token, reading: Reading) -> Complement | None:
    """A noun phrase that stands for what is said: "rejected *the framing*", "points to *three methods*"."""
    if "obj" not in reading.cue.frames or passive(verb):
        return None
    if reading.preposition is not None:
        pobj = child(reading.preposition, "pobj", "pcomp")
        return None if pobj is None or pobj.pos_ == "PRON" else Complement(_with_elaboration(verb, subtree(pobj)))
    for noun in objects(verb):
        if not _says_something(noun, reading) or _speaks_for_itself(noun):
            continue
        content = noun_phrase(noun)
        for c in verb.children:
            behind = max(content) + 1
            if c.dep_ == "prep" and c.lower_ in _TARGETS and c.i == behind:
                content |= subtree(c)
            if c.dep_ == "prep" and c.lower_ == "with" and c.i == behind + 1 and verb.doc[behind].text == ",":
                content |= subtree(c)
            if c.dep_ in {"advcl", "xcomp"} and c.left_edge.i == behind and _to_infinitive(c):
                content |= subtree(c)
        return Complement(_with_elaboration(verb, content))
    return None


def _says_something(noun: Token, reading: Reading) -> bool:
    """Whether an object is more than a pronoun, or one that stands for what is denied: "denies *it*"."""
    if noun.pos_ != "PRON" or child(noun, "relcl", "acl") is not None:
        return True
    return reading.cue.stance is Stance.DENIES and noun.lower_ in _ANSWERED


def _speaks_for_itself(noun: Token) -> bool:
    """Whether what an object shows is an attribution of its own: "cited documents *indicating that P*"."""
    return any(
        c.tag_ == "VBG" and c.lemma_ in evidencing("shows") and child(c, "ccomp") is not None for c in noun.children
    )


def _with_elaboration(verb: Token, content: Tokens) -> Tokens:
    """What a colon adds belongs to it: "admits *the weak point: nobody checked*"."""
    doc, at = verb.doc, max(content) + 1
    if at < verb.sent.end and doc[at].text == ":":
        return content | frozenset(range(at, verb.sent.end))
    return content


def prepositional(verb: Token, reading: Reading) -> Complement | None:
    """The topic or target behind a preposition: "talked *about* X", "complained *of* Y"."""
    for preposition in governed(verb, reading):
        pobj = child(preposition, "pobj", "pcomp")
        if pobj is not None:
            return Complement(subtree(pobj), frozenset({preposition.i}))
    return None


COMPLEMENTS: tuple[tuple[str, Callable[[Token, Reading], Complement | None]], ...] = (
    ("that-clause", that_clause),
    ("embedded question", embedded_question),
    ("accused of", accused_of),
    ("object and phrase", object_and_phrase),
    ("object and as-phrase", object_as),
    ("object and predicate", object_predicate),
    ("object and infinitive", object_infinitive),
    ("infinitive", infinitive),
    ("gerund", gerund),
    ("noun object", noun_object),
    ("prepositional object", prepositional),
)

CLAUSES = frozenset({"that-clause", "embedded question"})
