"""Which mentions are evidence, whether they can be looked at, and what they bear on: learned weights over signs."""
