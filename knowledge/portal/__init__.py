"""The national portal (Cổng Dịch vụ công quốc gia): its records read, kept with their history, and understood."""
