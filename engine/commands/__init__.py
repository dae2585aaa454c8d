"""Commands: what people and clocks may do, one verb a file; the one way to change anything."""
