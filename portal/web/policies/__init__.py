"""Policies for enterprises: the catalogue for everybody, and an owner's profile, matching and proposals."""
