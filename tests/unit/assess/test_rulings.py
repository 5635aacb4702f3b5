"""The rulings on edge cases, each by its own words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from claimgraph.assess import (
    admissions,
    assess,
    explain,
    facts_of,
    gather,
    ignored_derivations,
    retract,
)
from claimgraph.model import (
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Metadata,
    Span,
    Stance,
    Status,
    Verdict,
)

CLAIM = "claim/c"
ACME = "actor/acme"
PRESS = "https://example.org/acme-press-release"
WIRE = "actor/ap"


@dataclass
class Text:
    """One document about one claim, written line by line."""

    name: str
    publisher: str | None = None
    creators: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    kind: str | None = None
    wire: str | None = None
    derived_from: tuple[str, ...] = ()
    alternate_of: tuple[str, ...] = ()
    accused: tuple[str, ...] = ("actor/beta",)
    unnamed: tuple[str, ...] = ()
    assertions: list[Assertion] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def says(self, asserter: str | None = ACME, **more: object) -> Text:
        name = f"assertion/{self.name}-{next(self.numbers)}"
        stance = Stance(str(more.pop("stance", "asserts")))
        self.assertions.append(Assertion(name, CLAIM, asserter, (Span(0, 1),), stance, **more))  # type: ignore[arg-type]
        return self

    def offers(self, by: str | None, sort: str = "data", disclosure: str = "public", **more: object) -> Text:
        if not self.assertions:
            self.says()
        name = f"evidence/{self.name}-{next(self.numbers)}"
        side = {"disputes" if more.pop("against", False) else "supports": (self.assertions[0].id,)}
        takes = more.pop("takes", None)
        self.evidence.append(
            Evidence(name, Span(0, 1), EvidenceType(sort), Disclosure(disclosure), offered_by=by, **side, **more)  # type: ignore[arg-type]
        )
        if isinstance(takes, str):
            self.derivations.append(Derivation(name, takes, Basis.STATED))
        return self

    def records(self) -> tuple[Document, Extraction]:
        meta = Metadata(
            date=self.date,
            url=self.url,
            kind=self.kind,
            wire=self.wire,
            derived_from=self.derived_from,
            alternate_of=self.alternate_of,
        )
        ids = {a.asserter for a in self.assertions} | {e.offered_by for e in self.evidence}
        named = sorted(i for i in ids | {self.publisher, *self.creators, *self.accused} if i)
        return Document(self.name, self.name, self.name, "x" * 10, meta), Extraction(
            version=self.name,
            actors=tuple(
                Actor(i, i, ActorType.UNNAMED if i in self.unnamed else ActorType.ORGANIZATION) for i in named
            ),
            claims=(Claim(CLAIM, "Beta copied Acme", ClaimKind.ALLEGATION, self.accused),),
            assertions=tuple(self.assertions),
            evidence=tuple(self.evidence),
            derivations=tuple(self.derivations),
            publisher=self.publisher,
            creators=self.creators,
        )


def found(*texts: Text, derivations: tuple[Derivation, ...] = ()) -> Assessment:
    (answer,) = assess([t.records() for t in texts], derivations=derivations)
    return answer


def at(answer: Assessment) -> tuple[int, int]:
    return answer.at_least, answer.at_most


def test_wire_copy_and_rewritten_press_release_share_the_wires_lineage() -> None:
    copy = Text("copy", "actor/daily", wire="AP").offers(None, first_hand=True)
    rewrite = Text("rewrite", "actor/herald", wire="AP").offers(None, first_hand=True)
    assert at(found(copy, rewrite)) == (1, 1)
    own = Text("own", "actor/herald").offers(None, first_hand=True)
    assert at(found(copy, own)) == (2, 2)
    release = Text("release", ACME, url=PRESS).says()
    both = [Text(n, f"actor/{n}", derived_from=(PRESS,)).offers(None, "document") for n in ("daily", "herald")]
    assert found(release, *both).verdict is Verdict.LACKS
    assert found(release, *both).status is Status.RELAYED


def test_two_reporters_of_one_publisher_are_one_by_default() -> None:
    ann = Text("ann", "actor/daily", ("actor/ann",)).offers(None, first_hand=True)
    bob = Text("bob", "actor/daily", ("actor/bob",)).offers(None, first_hand=True)
    assert at(found(ann, bob)) == (1, 1)


def test_a_denial_is_an_assertion_not_disputing_evidence_unless_it_has_an_origin() -> None:
    text = Text("a").says()
    text.says("actor/beta", stance="denies", responds_to="assertion/a-1")
    assert found(text).disputed_at_most == 0
    text.offers("actor/beta", "statement", against=True)
    assert found(text).disputed_at_most == 0
    text.offers("actor/beta", "data", against=True)
    assert (found(text).disputed_at_least, found(text).disputed_at_most) == (1, 1)


def test_an_admission_against_interest_is_flagged_not_counted_independent() -> None:
    text = Text("a").offers("actor/beta", "testimony")
    answer = found(text)
    assert (answer.verdict, answer.status) == (Verdict.LACKS, Status.SELF)
    assert [i.item for i in admissions(gather([facts_of(*text.records())]))] == ["evidence/a-2"]


def test_a_court_filing_that_quotes_a_newspaper_is_derived_a_courts_finding_is_an_origin() -> None:
    paper = Text("paper", "actor/daily").says(None)
    filing = Text("filing").offers("actor/plaintiff", "document", takes="assertion/paper-1")
    assert found(paper, filing).verdict is Verdict.LACKS
    finding = Text("finding").offers("actor/court", "document")
    assert at(found(paper, filing, finding)) == (1, 1)


def test_one_leaked_document_seen_by_two_outlets_is_one_origin_for_content() -> None:
    leak = "https://example.org/leak"
    one = Text("one", "actor/daily").offers(None, first_hand=True, takes=leak)
    two = Text("two", "actor/herald").offers(None, first_hand=True, takes=leak)
    assert at(found(one, two)) == (0, 1)  # whose document it was, nobody said
    assert at(found(one, two, Text("leak", "actor/gamma", url=leak))) == (1, 1)


def test_two_analyses_of_one_dataset_share_it() -> None:
    data = "https://example.org/data"
    one = Text("one").offers("actor/lab", "technical", takes=data)
    two = Text("two").offers("actor/institute", "technical", takes=data)
    assert at(found(one, two, Text("data", "actor/archive", url=data))) == (1, 1)
    assert found(one, two, Text("data", ACME, url=data)).status is Status.SELF  # the claimant's own dataset


def test_incident_databases_are_derived_from_the_reports_they_list_never_origins() -> None:
    entry = Text("entry", "actor/database", kind="incident-database").offers("actor/database", "document")
    assert found(entry).verdict is Verdict.LACKS


def test_machine_written_text_is_never_an_origin() -> None:
    text = Text("bot", "actor/daily", kind="machine-written").offers(None, first_hand=True)
    assert found(text).verdict is Verdict.LACKS


def test_an_anonymous_post_is_open() -> None:
    post = Text("post").says().offers(None, "statement", "unknown")
    answer = found(post)
    assert (answer.verdict, *at(answer)) == (Verdict.UNDETERMINED, 0, 1)
    assert len(answer.open_questions) == 2  # on what it rests, and whose it is


def test_a_retraction_drops_the_item_and_k_is_shown_before_and_after() -> None:
    one, two = Text("one").offers("actor/lab"), Text("two").offers("actor/court")
    problem = gather(facts_of(*t.records()) for t in (one, two))
    (change,) = retract(problem, ["evidence/one-2"])
    assert (at(change.before), at(change.after)) == ((2, 2), (1, 1))


def test_two_items_that_two_are_named_as_offering_are_two_however_alike_the_words() -> None:
    one, two = Text("one").offers("actor/lab"), Text("two").offers("actor/court")
    alike = Derivation("evidence/two-2", "evidence/one-2", Basis.INFERRED)
    assert at(found(one, two, derivations=(alike,))) == (2, 2)
    assert at(found(one, two, derivations=(replace(alike, basis=Basis.STATED),))) == (1, 1)


def test_when_a_dataset_is_retracted_its_analyses_fall_with_it() -> None:
    data = Text("data", "actor/archive").offers("actor/archive")
    analysis = Text("analysis").offers("actor/lab", "technical", takes="evidence/data-2")
    problem = gather(facts_of(*t.records()) for t in (data, analysis))
    (change,) = retract(problem, ["evidence/data-2"])
    assert (at(change.before), at(change.after)) == ((1, 1), (0, 0))


def test_a_derivation_that_contradicts_the_dates_is_reported_and_ignored() -> None:
    old = Text("old", date="2024-01-01").offers("actor/lab", takes="evidence/new-2")
    new = Text("new", date="2025-01-01").offers("actor/court")
    assert at(found(old, new)) == (2, 2)
    problem = gather(facts_of(*t.records()) for t in (old, new))
    assert ignored_derivations(problem) == (("evidence/old-2", "evidence/new-2"),)
    assert explain(problem, CLAIM).ignored == (("evidence/old-2", "evidence/new-2"),)


def test_two_unnamed_sources_are_not_independent_of_each_other_in_k_lo_and_are_two_in_k_hi() -> None:
    answer = found(_unnamed("one"), _unnamed("two"))
    assert at(answer) == (0, 2)
    assert answer.verdict is Verdict.UNDETERMINED


def _unnamed(name: str) -> Text:
    return Text(name, unnamed=(f"actor/official-{name}",)).offers(f"actor/official-{name}", "testimony")


def test_unknown_publisher_is_unknown_not_different() -> None:
    text = Text("one").offers(None, first_hand=True)
    assert at(found(text)) == (0, 1)


def test_undisclosed_evidence_never_counts_in_k_lo() -> None:
    assert at(found(Text("one").offers("actor/lab", "data", "undisclosed", first_hand=True))) == (0, 1)
    assert found(Text("one").offers(ACME, "data", "undisclosed")).status is Status.NONE


def test_mirrors_translations_and_revisions_of_one_work_are_one() -> None:
    one = Text("one", date="2024-01-01", url="https://example.org/1").offers("actor/lab")
    two = Text("two", date="2024-02-01", alternate_of=("https://example.org/1",)).offers("actor/elsewhere")
    assert at(found(one, two)) == (1, 1)


def test_circular_reporting_counts_for_nothing() -> None:
    one = Text("one").offers("actor/daily", "document", takes="evidence/two-2")
    two = Text("two").offers("actor/herald", "document", takes="evidence/one-2")
    assert found(one, two).verdict is Verdict.LACKS
    said = [
        Text(n, f"actor/{n}", url=f"https://example.org/{n}", derived_from=(f"https://example.org/{m}",)).says(None)
        for n, m in (("daily", "herald"), ("herald", "daily"))
    ]
    assert found(*said).status is Status.RELAYED


def test_a_persons_mark_settles_what_was_open() -> None:
    text = Text("one").offers("actor/lab", "unspecified", "unknown")
    assert at(found(text)) == (0, 1)
    mark = Derivation("evidence/one-2", "evidence/one-2", Basis.ASSUMED)
    assert at(found(text, derivations=(mark,))) == (1, 1)
