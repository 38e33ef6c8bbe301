"""The money of policies 惠企资金: budgets with their ledgers, and the payment of awards (guide §6.2-6.3).

Pure rules over amounts and states; nothing here reads a clock or a database.
"""
