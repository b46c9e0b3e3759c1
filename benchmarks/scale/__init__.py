"""Turns a second with one and with two of each part, and what 34 provinces would need by that."""
