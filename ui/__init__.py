"""The program as a person meets it: the command line's front door now, the window on top of it."""
