"""Use cases: one module per activity, a public function is one use case is one transaction.

Web, API, jobs and command line call these and nothing below. A use case never calls another one.
"""
