"""From a record to a procedure: documents and notes told apart, cases, fees and times with what is unknown said."""
