"""Policies 惠企政策 for an enterprise: which it qualifies for and why, and what a claim was judged by when filed."""
