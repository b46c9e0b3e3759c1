"""A list of needs: what a message asks for one beside another, kept, ordered, and taken up one after another."""
