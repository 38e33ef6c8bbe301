"""The pages: one package per audience, each with routes.py, forms.py and pages.py, and what they share in common/."""
