"""The file of one case, part by part, as one person may read it."""
