"""The JSON API: one router a file."""
