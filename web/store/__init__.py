"""The gateway's database: messages in, replies out, offers, leases. SQLite by default, PostgreSQL by configuration."""
