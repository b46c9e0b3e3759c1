"""What is not the desk's, what is too broad, and what is known by name only."""
