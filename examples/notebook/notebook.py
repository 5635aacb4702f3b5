"""The steps of the command line from Python, in cells: `python examples/notebook/notebook.py DIRECTORY`."""

# %% Build a claim graph from the eight documents of the other example
import sys
from pathlib import Path

from claimgraph import ClaimGraph

into = Path(sys.argv[1] if len(sys.argv) > 1 else "notebook-graph")
graph = ClaimGraph(into)
report = graph.build(Path(__file__).parents[1] / "distillation-memo" / "documents")
print(f"{report.documents} documents, {report.claims} claims")

# %% Which claims lack independent evidence?
answer = graph.ask("lacks-independent-evidence")
at = {name: n for n, name in enumerate(answer.columns)}
for row in answer.rows[:5]:
    print(row[at["verdict"]], row[at["asserters"]], row[at["text"]])

# %% What does the first of them rest on?
claim = answer.rows[0][at["claim"]]
explained = graph.explain(str(claim).strip("<>"))
print(explained.text, explained.explanation.assessment.status)

# %% The same graph in networkx: who is connected with most?
picture = graph.graph()
busiest = sorted(picture.degree, key=lambda pair: -pair[1])[:3]
print([picture.nodes[node]["label"] for node, _ in busiest])

# %% Any SPARQL, and the page
print(len(graph.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows), "graphs")
graph.view(into / "graph.html")
