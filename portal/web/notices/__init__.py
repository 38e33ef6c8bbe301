"""Public notices 公示 for everybody: what is about to be decided, until when, and how to object."""
