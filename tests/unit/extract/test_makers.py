"""Whose a named product is."""

import pytest
from spacy.tokens import Token

from claimgraph.extract.makers import product_names
from claimgraph.extract.parse import parse


def words_of(noun: Token) -> tuple[str, ...]:
    return (noun.text,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nina, a chatbot from Acme, lied.", {"nina": ("chatbot",)}),
        ("Most believe that Acme, which makes Noteling, knew about it.", {"noteling": ("Acme",)}),
        ("Hydra was developed by Acme.", {"hydra": ("Acme",)}),
        ("Acme's Genie Pro chatbot lied.", {"genie pro": ("Acme",)}),
        ("Hydra is a chatbot.", {"hydra": ("chatbot",)}),
        ("The platform Hydra, which is run by Acme, failed.", {"hydra": ("Acme",)}),
        ("Acme's AI-based app failed.", {}),
        ("Acme's Genie lawyer lied.", {}),
        ("Nina, a nurse from Ghent, lied.", {}),
    ],
)
def test_a_product_is_named_beside_a_thing_or_made_by_somebody(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    (doc,) = parse([text])
    assert product_names(doc, words_of) == expected
