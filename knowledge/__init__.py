"""Everything known about administrative procedures, free of Rasa and of the web."""
