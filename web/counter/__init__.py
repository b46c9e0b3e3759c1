"""The counter: the clerk's look-up at /quay, with its index, its slips and who may open it."""
