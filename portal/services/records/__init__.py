"""What ports hand in and out, as frozen values.

``core`` is what every case needs; the others belong to one subject each.
"""
