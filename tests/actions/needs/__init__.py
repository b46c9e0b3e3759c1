"""The list of needs."""
