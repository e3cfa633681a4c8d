"""The records: one frozen model per kind of file."""
