"""The index on disk: the texts a procedure is found by, and their vectors."""
