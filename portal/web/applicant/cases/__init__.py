"""The owner's cases: list, page, documents and files."""
