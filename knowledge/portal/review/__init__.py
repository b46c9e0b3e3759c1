"""What a person should look at: what changed, what disagrees, what is missing."""
