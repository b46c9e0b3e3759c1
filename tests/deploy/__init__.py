"""Set-up, serving and locking."""
