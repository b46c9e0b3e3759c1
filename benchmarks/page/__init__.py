"""The chat page as people have it: what is on a small screen after every turn, how much comes, how soon."""
