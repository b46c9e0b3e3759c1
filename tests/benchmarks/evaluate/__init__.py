"""The evaluation of the search."""
