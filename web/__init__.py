"""The gateway: the only process people reach. Chat page, JSON API, sessions, limits."""
