"""What a file says: text in, typed records and problems out."""
