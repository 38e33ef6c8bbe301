"""What use cases ask of the world outside, as Protocols (docs/adr/0007).

``transactions`` is what is stored, ``definitions`` what was published, ``machine`` the clock, files and jobs; the
others belong to one subject each.
"""
