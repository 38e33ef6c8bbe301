"""What stands outside the program, each behind a port of the services, each with a working local twin."""
