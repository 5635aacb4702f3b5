"""The bulk text of assessments is the quads of `encode_assessments`."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.rdf import encode_assessments
from claimgraph.rdf.assessment_text import assessments_as_trig

PLAIN = Assessment("claim/a", "default", Verdict.LACKS, Status.NONE, 0, 0)
FOUND = (
    PLAIN,
    Assessment("claim/b", "default", Verdict.HAS, Status.INDEPENDENT, 2, 3, 0, 1),
    Assessment("https://example.org/c?d=e", "default", Verdict.LACKS, Status.SELF, 0, 0),
    Assessment("claim/f", "default", Verdict.UNDETERMINED, Status.UNDETERMINED, 0, 1, 0, 0, ('Who "is" that?\n',)),
    Assessment("claim/a", "two-source", Verdict.LACKS, Status.NONE, 0, 0, signs=Signs(3, 1, keystones=("evidence/x",))),
    Assessment("claim/g", "two-source", Verdict.LACKS, Status.RELAYED, 0, 0),
)


def test_the_text_holds_the_same_quads() -> None:
    store = Store()
    store.bulk_load("".join(assessments_as_trig(FOUND)).encode(), format=RdfFormat.TRIG)
    assert set(store) == set(encode_assessments(FOUND))
    assert "".join(assessments_as_trig(())).count("\n") == 1
