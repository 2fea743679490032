"""Qt models over rows that services return."""
