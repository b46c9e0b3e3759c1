"""The learned part of the reader: which option of a question a message says, however it is put."""
