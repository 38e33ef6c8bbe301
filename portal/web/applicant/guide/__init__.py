"""The guide of a service, made from its definition."""
