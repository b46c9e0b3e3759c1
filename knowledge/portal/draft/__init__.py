"""An authored file's first draft, written from the imported record: facts as they are, words to be rewritten."""
