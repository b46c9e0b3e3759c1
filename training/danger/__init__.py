"""Messages that tell of danger, messages that only sound so, and the classifier learned from them."""
