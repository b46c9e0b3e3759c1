"""The walk through the papers of a case, one by one."""
