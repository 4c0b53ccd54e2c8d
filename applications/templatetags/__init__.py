"""The words and shapes that templates ask for."""
