"""The enterprises an account acts for."""
