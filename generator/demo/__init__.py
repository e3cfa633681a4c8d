"""A made-up district, written as a real one would have written itself: files and their history."""
