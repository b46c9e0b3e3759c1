"""How well messages are read."""
