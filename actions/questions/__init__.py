"""Questions about the procedure and the case, each answered from the case's own lines."""
