"""How turns are answered: questions, short replies, commands, danger."""
