"""What comes from Zalo: checked, read, understood."""
