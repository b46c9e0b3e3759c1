"""The commands behind `python -m knowledge`."""
