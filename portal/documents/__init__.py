"""Printing: typed document content becomes a PDF, byte for byte the same for the same content.

Owns fonts, templates, QR and the demonstration seal. Refuses to read anything but its own templates and fonts,
and never looks at a database, a clock or the network.
"""
