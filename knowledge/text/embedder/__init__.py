"""The embedded model: read, tuned, compiled, and ready to embed."""
