"""What use cases ask of the world outside, as Protocols: stores, queries, files, registers, clock (docs/adr/0007).

``core`` is what every case needs; the others belong to one subject each.
"""
