"""The command line, `flask …`: each module is one group of commands.

Owns reading arguments and streams, printing and the exit status. Refuses to hold rules: those are the domain's.
"""
