"""The public door: no login, no cookies; a check code opens one report, in a header only."""
