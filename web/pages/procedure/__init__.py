"""A page for every procedure, without JavaScript: /thu-tuc, its lists, its paper, and what search engines read."""
