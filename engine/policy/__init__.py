"""Policies: packs of drawings, decisions and forms, read, checked, compared and pinned."""
