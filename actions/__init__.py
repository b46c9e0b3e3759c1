"""The custom actions of the dialogue, one module a conversation topic."""
