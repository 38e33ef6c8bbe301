"""One page of the form at a time."""
