"""Issuing documents 文书: number, verification code and typed content, in the business transaction.

Owns which words of a case go into which document. The PDF is made afterwards by the jobs process from the content
stored here; once stored it is never made again.

========  ================================================================================
frame     the case as it stands, and the facts all documents share
listing   lists of materials, results and papers
ordinary  receipt, acceptance, decision, delivery
intake    correction, non-acceptance, materials to follow, commitment
course    special procedure, extension, supervision, public notice
closing   the end, and every day of the clocks
press     drawing the number, and putting the document on record
========  ================================================================================
"""

from portal.services.issuing.press import RENDER, issue

__all__ = ["RENDER", "issue"]
