"""What an operator looks at: health, metrics, the scheduled sync."""
