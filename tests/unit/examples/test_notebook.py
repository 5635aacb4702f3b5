"""The notebook-sized example runs whole, prints answers and leaves its page."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "examples" / "notebook" / "notebook.py"


def test_the_cells_run_in_order(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "w")], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("8 documents, ")
    assert "lacks" in done.stdout
    assert (tmp_path / "w" / "graph.html").stat().st_size > 0
