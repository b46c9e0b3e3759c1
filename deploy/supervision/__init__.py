"""Starts the parts, looks after them, and stops them."""
