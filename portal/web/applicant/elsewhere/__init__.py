"""Leading on to the service that the answers belong to."""
