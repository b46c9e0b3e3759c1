"""Files an office may have at hand: records and the portal's list, bounded and distrusted."""
