"""What `knowledge check` proves, one kind of fault a module."""
