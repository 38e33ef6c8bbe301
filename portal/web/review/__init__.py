"""The departments' audience: the queue of open steps, and completing one."""
