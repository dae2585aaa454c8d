"""Scenarios: people of an invented district live through a policy, by a clock that is pushed."""
