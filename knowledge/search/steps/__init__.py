"""The steps of a search, one class a file."""
