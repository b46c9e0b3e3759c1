"""From what a person sends to the dialogue's answer: sessions, order, offered buttons, clean text."""
