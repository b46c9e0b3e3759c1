"""Search: from a person's words to procedures. `types` is light to import, `pipeline` is not."""
