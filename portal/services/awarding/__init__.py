"""What a claim is worth and keeps 奖补核定与预留: amounts, exclusion groups, and the money a budget holds for it.

Stands below acting on cases: every decision on a claim moves its award in the same transaction.
"""
