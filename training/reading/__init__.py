"""Learn to tell which option of a question a message means: `python -m training.reading`."""
