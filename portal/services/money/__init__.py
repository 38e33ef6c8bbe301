"""The finance bureau's acts 资金兑付.

Budgets, payment orders, the bank's answers, recoveries, and what owners are told of them.
"""
