"""Which stages, in which order, and what happens to their results."""
