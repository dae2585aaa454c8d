"""The file of a case over HTTP: what it holds, part by part, and what is added to it."""
