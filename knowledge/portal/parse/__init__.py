"""From a record to a procedure: documents, notes, cases, fees and times, and what the record leaves open."""
