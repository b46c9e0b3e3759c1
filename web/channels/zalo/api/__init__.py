"""Speaking to Zalo: tokens, sending, and what each error means."""
