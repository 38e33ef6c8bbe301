"""Enterprises found instead of asked 免申即享.

Recognition lists, runs over everybody of whom anything is known, proposals and their answers.
"""
