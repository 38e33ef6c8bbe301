"""Drafts: starting, the task list, checking and submitting."""
