"""Which words of a stretch name wrong or harmful conduct, and who is said to have done it.

The words are `lexicons/harms.tsv`. Nothing here judges whether it happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from claimgraph.extract.lexicon import rows, words
from claimgraph.extract.syntax import agents, is_negated, lemma, lemmas, objects, remembered, subjects

__all__ = ["OPEN", "Wrong", "doers", "verb_in_capitals", "wrongs"]

_TAME = {"tame"}
OPEN = frozenset({"open", "said"})  # the sorts that are no wrong by themselves
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
_COLUMNS = ("lemma", "pos", "sort", "accused")
_MOTION = {
    "run",
    "drive",
    "roll",
    "steer",
    "back",
    "fly",
    "fall",
    "slip",
    "go",
    "knock",
    "topple",
    "cut",
    "turn",
    "lurch",
}
_AGAINST = {"into", "over"}
_CHARGES = {"allegation", "accusation", "claim", "criticism", "charge", "complaint", "lawsuit", "scrutiny", "concern"}
_REACH = 12  # tokens between an open verb and the phrase that makes it wrong


@dataclass(frozen=True, slots=True)
class Wrong:
    """One word that names wrong or harmful conduct.

    Attributes:
        token: the word.
        sort: wrong, harm, said, open or sanctioned, as in the lexicon; a neutral word is an open one here.
        role: which argument did it: agent, subject, owner or object.
        aggravated: a word beside it says that it was wrong ("illegally", "without consent").
        alleged: a word beside it says that somebody alleges it: "allegedly"; "reportedly" of what is seldom meant well.
    """

    token: Token
    sort: str
    role: str
    aggravated: bool
    alleged: bool


@cache
def _words() -> Mapping[tuple[str, str], tuple[str, str]]:
    return MappingProxyType({(r["lemma"], r["pos"]): (r["sort"], r["accused"]) for r in rows("harms", _COLUMNS)})


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(word for word, pos in _words() if pos == "phrase")


@remembered
def wrongs(tokens: list[Token]) -> tuple[Wrong, ...]:
    """The affirmed words for wrong or harmful conduct among tokens, in order."""
    found = []
    for token in tokens:
        listed = _entry(token)
        if listed is None and token.pos_ != "VERB":
            continue
        marks = {_mark(c) for c in _beside(token)} - {""}
        hearsay = (
            token.pos_ == "VERB" and bool(marks & {"alleges", "reports"}) and lemma(token) not in words("suffering")
        )
        entry = listed or (("tame", "agent") if hearsay else None)
        if entry is None or is_negated(token):
            continue
        sort, role = entry
        aggravated = "aggravates" in marks or _phrase_near(token, tokens)
        if sort == "sanctioned" and "aggravates" in marks:
            sort, role = "wrong", "agent"  # to punish wrongly is a wrong of whoever punishes
        alleged = "alleges" in marks or ("reports" in marks and (sort not in _TAME or _is_of_a_thing(token)))
        found.append(Wrong(token, "open" if sort in _TAME | {"neutral"} else sort, role, aggravated, alleged))
    return tuple(found)


def verb_in_capitals(token: Token) -> Wrong | None:
    """The wrong that a capitalised word names if it is read as a verb, past or present: "Crashed", "Fails"."""
    if not token.text[0].isupper() or (token.lower_[-2:] not in {"ed", "es"} and not token.lower_.endswith("s")):
        return None
    form = token.lower_
    stems = (form, form[:-1], form[:-2], form[:-3] + "y")
    entry = next((e for stem in stems if (e := _words().get((stem, "verb")))), None)
    before = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 2) : token.i]}
    marks = {_words().get((t, "adv"), ("", ""))[0] for t in before} - {""}
    if entry is None or entry[1] != "agent":
        return None
    sort = entry[0]
    certain = sort in {"wrong", "harm"} or "aggravates" in marks or "alleges" in marks
    if not certain and not ("reports" in marks and sort in OPEN):
        return None
    return Wrong(token, sort, "agent", "aggravates" in marks, bool(marks))


def _is_of_a_thing(verb: Token) -> bool:
    """Whether a verb is told of a thing: what an algorithm "reportedly did" is told against who runs it."""
    return any(form in words("things") for s in subjects(verb) for form in lemmas(s))


def _entry(token: Token) -> tuple[str, str] | None:
    pos = _POS.get(token.pos_)
    if pos is None:
        return None
    known = _words()
    if pos == "verb" and _hits(token):
        return "harm", "agent"
    entry = next((e for form in lemmas(token) if (e := known.get((form, pos)))), None)
    if entry is None and pos == "adj" and token.tag_ in {"VBN", "VBG"}:
        entry = next((e for form in lemmas(token) if (e := known.get((form, "verb")))), None)
    return None if entry is None or not entry[1] else entry


def _hits(verb: Token) -> bool:
    """As in "the robot ran over his foot", "the car drove into a wall": of a thing, such a motion is a collision."""
    into = lemma(verb) in _MOTION and any(c.dep_ in {"prep", "prt"} and c.lower_ in _AGAINST for c in verb.children)
    return into and _is_of_a_thing(verb)


def _mark(token: Token) -> str:
    sort, _ = _words().get((token.lower_, "adv"), ("", ""))
    return sort


def _beside(token: Token) -> list[Token]:
    """The adverbs that bear on a word: its own, and those of the verbs it is joined to or completes."""
    near = list(token.children)
    if token.dep_ in {"xcomp", "conj", "attr", "acomp", "dobj"}:
        near += list(token.head.children)
    return near


def _phrase_near(token: Token, tokens: list[Token]) -> bool:
    window = " ".join(t.lower_ for t in tokens if token.i - 3 <= t.i <= token.i + _REACH)
    return any(p in window for p in _phrases())


def doers(wrong: Wrong) -> list[Token]:
    """The heads of the phrases that name who is said to have done it; empty where the words do not say."""
    token = wrong.token
    if wrong.role == "object":
        return objects(token)
    if wrong.role == "owner":
        return _owners(token)
    if wrong.role == "subject":
        return _bearers(token)
    if token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound"}:
        return agents(token) or _bearers(token)
    return subjects(token)


def _owners(noun: Token) -> list[Token]:
    """Whose a deed is: "theft by X", "X's theft", "X committed theft", "a theft campaign of X"."""
    found = agents(noun) + [c for c in noun.children if c.dep_ == "poss"]
    if found:
        return found
    governor = noun.head
    if noun.dep_ == "dobj" and (misplaced := [a for a in agents(governor) if a.head.dep_ == "prep"]):
        return misplaced  # "condemned the theft by X": the parser hangs the by-phrase on the verb
    if noun.dep_ in {"dobj", "attr", "pobj", "conj", "oprd"}:
        while governor.pos_ not in {"VERB", "AUX"} and governor.head.i != governor.i:
            if owned := agents(governor) + [c for c in governor.children if c.dep_ == "poss"]:
                return owned
            governor = governor.head
        charged = noun.dep_ == "pobj" and lemma(noun.head.head) in _CHARGES and lemma(governor) == "face"
        return subjects(governor) if charged or lemma(governor) in words("doing") else []
    if noun.dep_ in {"compound", "nmod"}:
        return _owners(governor)
    return []


def _givers(noun: Token) -> list[Token]:
    """Who gives what is bad: the subject of "made racist remarks", "provided false information"."""
    answer = noun.dep_ == "pobj" and noun.head.lower_ == "with"
    governor = noun.head.head if answer else noun.head
    given = (answer or noun.dep_ == "dobj") and (lemma(governor) in words("doing") or _entry(governor) is not None)
    return subjects(governor) if given else []


def _bearers(adjective: Token) -> list[Token]:
    """What a quality is said of: the noun it modifies, or its verb's subject."""
    if adjective.dep_ in {"amod", "compound", "nmod"}:
        noun = adjective.head
        return agents(noun) + [c for c in noun.children if c.dep_ == "poss"] or _givers(noun)
    governor = adjective.head
    if adjective.dep_ in {"acomp", "attr", "oprd", "ccomp", "conj"}:
        if governor.pos_ not in {"VERB", "AUX"}:
            return _bearers(governor) if governor.pos_ == "ADJ" else []
        return (objects(governor) if adjective.dep_ in {"oprd", "ccomp"} else []) or subjects(governor)
    return []
