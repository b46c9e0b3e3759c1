"""What a person's words say about their case."""
