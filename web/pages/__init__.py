"""The pages people open: the chat and the files of the front end."""
