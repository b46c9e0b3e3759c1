"""The JSON API: one router in each file."""
