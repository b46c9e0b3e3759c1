"""Reading files of records and the portal's list. Their sizes are bounded and nothing in them is trusted."""
