"""The pure core: what a case, a limit, a rule and a document are.

Imports nothing but the standard library, never reads a clock and does no input or output.
Refuses by raising a `DomainError`, which carries a message id and facts, never a sentence.
"""
