"""Ways to set up, run, check and show the assistant."""
