"""A stand-in for the portal's API, for tests and demonstrations."""
