"""The ways people reach the dialogue: what a channel is, the channels, and a rendering for channels of text only."""
