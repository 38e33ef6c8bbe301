"""Profiles of enterprises 企业画像: facts with value, day and source; nothing is overwritten."""
