"""What sort of act an assertion is, and whom it accuses: the rules' readings weighed against a small learned model.

`signs` and `whom` say what is looked at, `model` holds what was learned, `deciding` weighs it, `learning` learns it;
only `learning` needs scipy. `python -m tests.eval.sort_lessons` trains the shipped model on `tests/eval/corpus`.
"""
