"""Trying out: what a text means, before it goes into a policy. Nothing is kept."""
