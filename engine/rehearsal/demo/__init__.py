"""The demonstration: an invented district whose people have been at work for some days."""
