"""Vietnamese text: normalise, fold, segment, restore diacritics, mask personal data. Importing this loads nothing."""
