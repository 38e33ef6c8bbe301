"""What every audience's pages share: access, errors, forms, view models, security headers."""
