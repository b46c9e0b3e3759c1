"""What every request goes through, one class a file."""
