"""Conversations over HTTP with everything running."""
