"""How long what people said is kept: figures that remain, and what is forgotten."""
