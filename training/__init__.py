"""How the learned parts of the search are made: adapter, ranker, judges. Not needed to search."""
