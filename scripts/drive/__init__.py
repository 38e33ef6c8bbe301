"""A drive through the served portal over HTTP: what a person does in a browser, without JavaScript.

Owns the play of `make demo`. Knows pages and forms only, never the database or the code behind.
Refuses to go on when a page answers with an error, and says which.
"""
