"""`make eval`: how well people's questions are understood, measured against the goals."""
