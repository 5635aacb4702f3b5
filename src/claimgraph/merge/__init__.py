"""Other people's governance datasets as records and quads, by mappings that say what each column means.

`catalogue`   which datasets are known          `mapping`, `reading`   what a mapping can say, from TOML
`rows`        a file to rows                    `cells`, `templates`   a row to texts
`making`      texts to records                  `merging`              the loop, its refusals and counts
`quads`       records to quads                  `foreign`              anybody's RDF
"""

from claimgraph.merge.catalogue import Dataset, dataset, dataset_names, own_dataset
from claimgraph.merge.making import Source
from claimgraph.merge.merging import SUFFIXES, records, tables_for
from claimgraph.merge.quads import graph_of, header, quads_of
from claimgraph.merge.records import Counting, Record

__all__ = [
    "SUFFIXES",
    "Counting",
    "Dataset",
    "Record",
    "Source",
    "dataset",
    "dataset_names",
    "graph_of",
    "header",
    "own_dataset",
    "quads_of",
    "records",
    "tables_for",
]
