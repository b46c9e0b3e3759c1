"""What a message changes: an answer that it names, one to a question that is not on the screen, one asked back."""
