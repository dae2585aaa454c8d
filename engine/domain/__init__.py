"""Words and rules of the field, in the standard library only."""
