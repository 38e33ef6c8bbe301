"""Correction 补正: what has to be corrected until when, the look at all of it, and supplying it."""
