"""What every request goes through, one class in each file."""
