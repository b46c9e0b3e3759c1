"""Several needs in conversation: the list of them, and the life events that bring several."""
