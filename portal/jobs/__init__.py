"""Background work: timers, outbox, reminders, drift check. Calls services only."""
