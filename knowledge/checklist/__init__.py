"""From a case to what one person brings, pays, waits for, and where they go."""
