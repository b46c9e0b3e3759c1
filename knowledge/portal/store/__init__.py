"""The imported records and their history, in SQLite or PostgreSQL."""
