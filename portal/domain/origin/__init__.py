"""Certificates of origin 原产地证: what is known about them, whether goods originate, which certificate pays."""
