"""The managers' audience: whether promises are kept, and the cases behind every number."""
