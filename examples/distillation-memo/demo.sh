#!/usr/bin/env bash
# From eight short documents to answers: `make demo`, or `bash examples/distillation-memo/demo.sh DIRECTORY`.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
into="${1:-demo}"

say() { printf '\n$ %s\n' "$*"; "$@"; }

say claimgraph build "$here/documents" -w "$into"
say claimgraph ask lacks-independent-evidence -w "$into"
say claimgraph ask denied-allegations -w "$into"
claim="$(claimgraph ask who-alleges-what-against-whom --asserter "Michael Kratsios" --format csv -w "$into" |
  python3 -c 'import csv, sys; print(min(row["claim"] for row in csv.DictReader(sys.stdin)))')"
say claimgraph explain "$claim" -w "$into"
say claimgraph view -o "$into/graph.html" -w "$into"
printf '\nOpen %s in a browser. It needs no network.\n' "$into/graph.html"
