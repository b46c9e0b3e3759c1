"""Brings the records up to date from the portal's API."""
