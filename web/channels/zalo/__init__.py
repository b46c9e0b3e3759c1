"""Zalo Official Account as a channel."""
