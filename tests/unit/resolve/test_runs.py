"""Lines are matched as plain sets of runs would match them."""

import random

from claimgraph.resolve.runs import Match, itself, matching, runs_of


def plainly(words: str, other: str) -> Match | None:
    """The definition: the share of runs of four words of the shorter line, from three shared runs and a quarter on."""
    one, two = ({tuple(line.split()[at : at + 4]) for at in range(len(line.split()) - 3)} for line in (words, other))
    shared, fewest = len(one & two), min(len(one), len(two))
    return Match(round(shared / fewest, 4), shared) if shared >= 3 and shared >= fewest / 4 else None


def test_lines_match_as_sets_of_runs_of_four_words_say() -> None:
    rng = random.Random(7)
    words = ["logs", "of", "the", "incident", "were", "sold"]  # so few that runs repeat within a line
    for _ in range(50):
        whole = [rng.choice(words) for _ in range(rng.randrange(10, 40))]
        others = [" ".join(whole[at:] + rng.choices(words, k=10 + at)) for at in range(0, len(whole), 3)]
        others += [" ".join(rng.choices(words, k=rng.randrange(10, 60))) for _ in range(20)]
        line = " ".join(whole)
        found = {other: match for other in dict.fromkeys(others) if (match := plainly(line, other)) is not None}
        assert dict(matching(runs_of(line), list(dict.fromkeys(others)), runs_of)) == found


def test_a_line_that_meets_no_other_matches_none() -> None:
    assert not list(matching(runs_of("a b c d e f g h i j"), [], runs_of))
    assert itself("a b c d e f g h i j") == (1.0, 7)
