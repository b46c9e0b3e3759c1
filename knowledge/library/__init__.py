"""The library put together: the whole catalogue, its proof, and its renewal while a process runs."""
