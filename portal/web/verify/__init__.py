"""Verification for strangers: whether a printed or sent document is genuine."""
