"""Whether a message tells of danger: a small learned classifier, to stand beside reviewed words."""
