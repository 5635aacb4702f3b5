"""To link a corpus for the first time grows with the corpus, not with its square."""

import sqlite3

from claimgraph.resolve.ledger import SCHEMA, Ledger
from claimgraph.resolve.relinking import Turned, relink
from tests.unit.resolve.test_linking import BASE, record


def steps(documents: int) -> int:
    """Hundreds of steps of SQLite's that it takes to link documents of one claim each, no two claims alike."""
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    db.set_progress_handler(step, 100)
    texts = (f"Acme copied report{n} of{n} bureau{n} without{n} permission" for n in range(documents))
    come = [record(f"v{n}", (f"claim/{n}", text, "allegation")) for n, text in enumerate(texts)]
    relink(Ledger(db), Turned((), ()), (), come, BASE)
    db.close()
    return taken


def test_no_look_up_reads_all_claims() -> None:
    assert steps(400) < 4.5 * steps(100)
