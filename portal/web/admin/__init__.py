"""The administrator's audience: accounts, services, calendars, jobs, and whether everything answers."""
