"""What the widget costs the pages of a site, and its picture."""
