"""The owner's side: guides, filing, cases and enterprises; one folder per activity."""
