"""The shape of the catalogue: conditions, and a procedure with all it holds."""
