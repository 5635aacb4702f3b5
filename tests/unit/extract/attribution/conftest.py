from collections.abc import Callable

import pytest

from claimgraph.extract.attribution import attributions
from claimgraph.extract.parse import parse
from claimgraph.model import Span

Found = tuple[str, str, str, str]


def _found(text: str) -> list[Found]:
    """(source, cue, content, construction) of each attribution, the pieces of a span joined by " … "."""
    (doc,) = parse([text])

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return [(words(a.source), words(a.cue), words(a.content), a.construction) for a in attributions(doc)]


@pytest.fixture(scope="session")
def found() -> Callable[[str], list[Found]]:
    """What the rules find in a text, as strings."""
    return _found
