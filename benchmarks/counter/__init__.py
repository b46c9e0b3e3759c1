"""What the counter's look-up takes, from a key to the screen, and its pictures."""
