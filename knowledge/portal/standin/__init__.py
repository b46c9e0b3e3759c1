"""A stand-in of the portal's API, for tests and demonstrations."""
