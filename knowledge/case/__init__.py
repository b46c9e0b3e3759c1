"""One person's case: which conditions hold, every path through the questions, what to ask next."""
