"""The steps of a search, one class in each file."""
