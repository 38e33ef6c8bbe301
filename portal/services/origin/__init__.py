"""Certificates of origin 原产地证: advice for everybody, and the rates of duty kept by staff."""
