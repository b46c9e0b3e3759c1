"""What is learned, and from what."""
