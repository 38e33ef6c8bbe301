"""The collections of a transaction, one module per aggregate: rows in, frozen values out.

Owns the mapping between rows and the domain's values. Refuses to begin or to end a
transaction: each works on the connection it is given.
"""
