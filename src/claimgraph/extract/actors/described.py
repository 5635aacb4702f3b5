"""Definite descriptions that mean somebody named before: "the company", "the regulator", "the senator"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc

from claimgraph.extract.actors.discourse import Discourse, Mention, Ranked, Referent
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.actors.phrases import Phrase
from claimgraph.model import ActorType

__all__ = ["antecedent", "role_of"]

_WINDOW = 10  # sentences; a description reaches further back than a pronoun
_PLAIN = {  # modifiers that pick nobody out
    *(
        "ai",
        "tech",
        "technology",
        "software",
        "internet",
        "search",
        "chip",
        "social",
        "media",
        "e-commerce",
        "chatbot",
        "artificial",
    ),
    *(
        "intelligence",
        "data",
        "protection",
        "privacy",
        "antitrust",
        "competition",
        "communications",
        "trade",
        "wire",
        "news",
        "federal",
    ),
    *(
        "u.s.",
        "us",
        "american",
        "national",
        "federal",
        "chinese",
        "giant",
        "-",
        "based",
        "non",
        "profit",
        "research",
        "advocacy",
        "industry",
    ),
}
_OTHER = {
    "other",
    "rival",
    "second",
    "new",
    "next",
    "former",
    "latter",
    "parent",
    "same",
    "different",
    "similar",
    "first",
    "own",
}
_GENERIC_BODIES = {
    "agency",
    "regulator",
    "watchdog",
    "authority",
    "body",
    "data protection authority",
    "privacy regulator",
    "privacy watchdog",
    "antitrust regulator",
    "authorities",
}
_NOT_AN_AGENCY = {"legislature", "committee", "court"}
_OUTLETS = {"newspaper", "outlet", "magazine", "news agency", "wire service", "broadcaster", "publication", "news site"}
_ANY_ORGANISATION = {
    "organization",
    "organisation",
    "nonprofit",
    "non-profit",
    "charity",
    "group",
    "think tank",
    "advocacy group",
    "trade group",
    "industry group",
    "lobby group",
    "coalition",
    "standards body",
    "research group",
}
_AGENCY_WORDS = {
    "White",
    "House",
    "administration",
    "government",
    "Embassy",
    "Police",
    "Government",
    "Congress",
    "Senate",
    "Parliament",
}


@cache
def _endings() -> frozenset[str]:
    """The last words of the role nouns."""
    return frozenset(noun.split()[-1] for sort in ("body", "person") for noun in roles(sort))


def role_of(doc: Doc, head: int) -> str | None:
    """The role noun that ends at a token, the longest: "privacy regulator" before "regulator"."""
    if doc[head].lower_ not in _endings():
        return None
    for length in (3, 2, 1):
        words = [t.lower_ for t in doc[max(0, head - length + 1) : head + 1]]
        noun = " ".join(words)
        if len(words) == length and any(noun in roles(sort) for sort in ("body", "person")):
            return noun
    return None


def antecedent(discourse: Discourse, phrase: Phrase, noun: str) -> Ranked:
    """Whom a definite description means, by the nearest and most salient referent that fits its noun."""
    words = [t.lower_ for t in phrase.modifiers(discourse.doc)][: -(len(noun.split()) - 1) or None]
    if phrase.determiner not in {"the", "this", "that"} or any(w in _OTHER for w in words):
        return Ranked(None)
    if not all(_picks_nobody(discourse.doc, phrase, w) for w in words):
        return Ranked(None)
    return discourse.rank(phrase.start, _fits(noun), _WINDOW)


def _picks_nobody(doc: Doc, phrase: Phrase, word: str) -> bool:
    if word in _PLAIN:
        return True
    return any(t.lower_ == word and t.pos_ in {"ADJ", "PROPN"} for t in phrase.modifiers(doc))


def _fits(noun: str) -> Callable[[Referent, Mention], bool]:
    if noun in roles("person"):
        return lambda r, _: r.type is ActorType.PERSON and noun in r.roles
    types = roles("body").get(noun, ())

    def fits(referent: Referent, _: Mention) -> bool:
        if referent.type not in types:
            return False
        label = set(referent.label.split())
        if noun in _GENERIC_BODIES:
            return referent.sort not in _NOT_AN_AGENCY and not label & _AGENCY_WORDS
        if noun in _OUTLETS:
            return referent.sort in {"outlet", noun}
        if referent.type is ActorType.COMPANY or noun in _ANY_ORGANISATION:
            return referent.sort not in {"outlet", "university"}
        if referent.type in {ActorType.STATE, ActorType.COMMUNITY}:
            return True
        return _named_so(noun, referent)

    return fits


def _named_so(noun: str, referent: Referent) -> bool:
    """As in "the committee" is something called a committee."""
    words = {w.casefold() for w in referent.label.split()}
    return noun in words or noun == referent.sort or noun in referent.roles
