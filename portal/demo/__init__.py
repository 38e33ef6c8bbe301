"""The demonstration county: accounts, a year of cases, and a drive through the portal over HTTP.

Owns invented data only. Everything is made through the use cases with a clock that is set by
hand, so demo cases obey the same rules as real ones. Refuses a database that has users.
"""
