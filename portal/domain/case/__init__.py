"""The life of a case 办件: one move table, pure decisions, events, and their fold.

``decide(case, command, context) -> events`` refuses with a DomainError that names the
rule; ``replay(events)`` gives the case back. Where to look:

=================  ==========================================================
moves              which action is possible in which state
filing             what a submission must have
acceptance         material check, acceptance, deemed acceptance
review             steps of departments, decision
delivery, visits   hand-over, physical presences
events, evolve     what happened, and folding it
=================  ==========================================================
"""
