"""The offline page, which gathers what the questions show."""
