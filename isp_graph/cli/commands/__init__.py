"""One command a module: its ``run`` asks the question, renders the answer, gives the exit code."""
