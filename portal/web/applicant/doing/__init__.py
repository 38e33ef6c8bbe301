"""The owner does a step of a filed case 申请人办理: fills in its form, hands in its papers."""
