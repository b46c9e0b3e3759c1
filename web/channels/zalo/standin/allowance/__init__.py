"""How much may be sent: by rate, within the free window, and where it ends."""
