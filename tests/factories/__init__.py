"""One factory for each aggregate. Owns valid examples; a test changes only what it is about."""
