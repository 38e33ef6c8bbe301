"""Policies for enterprises 惠企政策: who qualifies, how much, and how the money is kept (guide §6).

Pure rules over a policy as data and the facts known of an enterprise. Nothing here reads a clock or a database.
"""
