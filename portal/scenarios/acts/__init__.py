"""What people do in a scenario: one module for each kind of actor, one small function for each act.

Owns the vocabulary of acts. Every act calls the use case that the screens call; nothing is done behind their back.
"""
