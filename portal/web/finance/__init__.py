"""The finance bureau's pages 财政: budgets, ledgers, payment orders, the bank's answers, recoveries."""
