"""The account of an award 收款账户: the owner mends it after the bank sent the money back."""
