"""企业服务超市: a county portal where enterprises file, follow and receive government services."""
