"""The doors: HTTP and the command line, both thin."""
