"""What need not be brought 免提交.

Own documents kept once; licences and registers asked with recorded consent.
"""
