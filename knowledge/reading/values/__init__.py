"""Values in what a person says: numbers, ages, dates, durations, counts. Texts are normalised and accented."""
