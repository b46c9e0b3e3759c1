"""The catalogue as one object: authored files, overlays of the provinces, and whatever other source there is."""
