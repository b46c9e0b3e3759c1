"""The imported records with their history, in SQLite or PostgreSQL."""
