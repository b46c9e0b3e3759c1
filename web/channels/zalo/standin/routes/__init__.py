"""The HTTP side of the stand-in: Zalo's API, its permission page, the control of tests, and the page of a person."""
