"""Service definitions from YAML: read strictly, proved sound, kept by key and version.

Owns the YAML language of `workflows/`. Refuses a file with any mistake, and says file, line and remedy of all of them.
"""
