"""The start page: search, the life-cycle shelves, figures and notices."""
