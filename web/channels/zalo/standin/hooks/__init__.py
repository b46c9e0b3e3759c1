"""What the stand-in sends to the webhook, and how."""
