"""Files for the materials of a draft."""
